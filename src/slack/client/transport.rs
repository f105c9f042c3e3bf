//! The connections under the Web API: TLS by rustls with ring and this machine's certificate authorities.
//!
//! The provider is named here and not installed for the process, so whoever else uses rustls is not disturbed. Plain
//! http exists for a workspace on this machine; such a client trusts no authority at all and so reaches nothing else.

use std::{sync::Arc, time::Duration};

use http_body_util::Empty;
use hyper::body::Bytes;
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use slack_morphism::{SlackClient, prelude::SlackClientHyperConnector};
use url::{Host, Url};

use super::BadAddress;

/// How long a TCP connection may take. It is shorter than a whole call, so that a host that does not answer is known
/// to have received nothing.
const CONNECT: Duration = Duration::from_secs(4);

/// What slack-morphism speaks through.
pub(super) type Transport = SlackClientHyperConnector<HttpsConnector<HttpConnector>>;

/// A client without slack-morphism, for what it does not show: the headers of an answer.
pub(super) type Bare = Client<HttpsConnector<HttpConnector>, Empty<Bytes>>;

/// Both clients for an API address, which must be https or on this machine.
pub(super) fn open(api: &Url, api_url: &str) -> Result<(SlackClient<Transport>, Bare), BadAddress> {
    let connector = match (api.scheme(), api.host()) {
        (_, None) => return Err(BadAddress::NotAnAddress),
        ("https", Some(_)) => secure()?,
        ("http", Some(_)) if is_here(api) => plain()?,
        ("http", Some(_)) => return Err(BadAddress::PlainHttp),
        _ => return Err(BadAddress::NotAnAddress),
    };
    let bare = Client::builder(TokioExecutor::new()).build(connector.clone());
    let transport =
        SlackClientHyperConnector::with_connector(connector).with_slack_api_url(api_url);
    Ok((SlackClient::new(transport), bare))
}

/// Whether an address is of this machine.
pub(super) fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn secure() -> Result<HttpsConnector<HttpConnector>, BadAddress> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(BadAddress::Tls)?
        .with_native_roots()
        .map_err(BadAddress::Certificates)?
        .with_no_client_auth();
    let builder = HttpsConnectorBuilder::new().with_tls_config(config).https_only();
    Ok(builder.enable_http1().wrap_connector(tcp()))
}

fn plain() -> Result<HttpsConnector<HttpConnector>, BadAddress> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(BadAddress::Tls)?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    let builder = HttpsConnectorBuilder::new().with_tls_config(config).https_or_http();
    Ok(builder.enable_http1().wrap_connector(tcp()))
}

fn tcp() -> HttpConnector {
    let mut tcp = HttpConnector::new();
    // The TLS layer above decides about schemes.
    tcp.enforce_http(false);
    tcp.set_connect_timeout(Some(CONNECT));
    tcp.set_nodelay(true);
    tcp
}
