//! The listener: connections served by hand, so that a fault can close one without an answer.
//!
//! A handler that wants the connection gone answers with [`cut`]; the service then fails, hyper writes
//! nothing, and the other side sees the end of the stream where it expected a status.

use std::{convert::Infallible, fmt, net::SocketAddr};

use axum::{Router, body::Body, http::Response, response::IntoResponse};
use hyper::{server::conn::http1, service::Service, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};

use super::{page_routes, web_api, workspace::Workspace};

/// Marks an answer that must not be written.
#[derive(Debug, Clone, Copy)]
struct Cut;

/// What a handler answers to close the connection instead.
pub(super) fn cut() -> Response<Body> {
    let mut response = ().into_response();
    response.extensions_mut().insert(Cut);
    response
}

/// Why a connection ended without an answer.
#[derive(Debug)]
struct ConnectionCut;

impl fmt::Display for ConnectionCut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection was cut on request")
    }
}

impl std::error::Error for ConnectionCut {}

impl Workspace {
    /// Serves the Web API and the page on this listener until [`Workspace::stop`].
    ///
    /// # Errors
    /// When the listener has no address any more.
    pub fn serve(&self, listener: TcpListener) -> std::io::Result<SocketAddr> {
        let address = listener.local_addr()?;
        self.set_origin(address);
        let router = Router::new()
            .merge(web_api::routes())
            .merge(page_routes::routes())
            .with_state(self.clone());
        let workspace = self.clone();
        self.inner.tasks.spawn(async move { workspace.accept(listener, router).await });
        Ok(address)
    }

    async fn accept(&self, listener: TcpListener, router: Router) {
        loop {
            tokio::select! {
                () = self.inner.stopped.cancelled() => return,
                accepted = listener.accept() => {
                    // A failed accept concerns one connection that is gone already.
                    let Ok((stream, _)) = accepted else { continue };
                    let (workspace, router) = (self.clone(), router.clone());
                    self.inner.tasks.spawn(async move { workspace.attend(stream, router).await });
                }
            }
        }
    }

    async fn attend(&self, stream: TcpStream, router: Router) {
        // Small answers must not wait for one another (Nagle); without it only the page gets slower.
        drop(stream.set_nodelay(true));
        let inner = TowerToHyperService::new(router);
        let service = service_fn(move |request| {
            let answer = inner.call(request);
            async move {
                let response = answer.await.unwrap_or_else(|never: Infallible| match never {});
                match response.extensions().get::<Cut>() {
                    Some(Cut) => Err(ConnectionCut),
                    None => Ok(response),
                }
            }
        });
        let serving = http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service);
        tokio::select! {
            () = self.inner.stopped.cancelled() => {}
            // Ends with an error when the connection was cut or the client left; both are ordinary here.
            ended = serving => drop(ended),
        }
    }
}
