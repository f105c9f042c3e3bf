//! What counts as one emoji, to tell a reaction written as a message from a reply.
//!
//! Recognises Slack's `:shortcodes:` by their shape (the workspace's own emoji are not known here) and Unicode emoji by
//! their blocks. It does not check that a sequence is one of the standard ones.

/// The length in bytes of the one emoji that a text begins with.
pub(super) fn at_start(text: &str) -> Option<usize> {
    shortcode(text).or_else(|| unicode_emoji(text))
}

/// The length in bytes of a shortcode at the start: `:tada:`, `:+1::skin-tone-3:` (the tone is a shortcode of its own).
fn shortcode(text: &str) -> Option<usize> {
    let name = text.strip_prefix(':')?.split_once(':')?.0;
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '\'');
    (!name.is_empty() && name.chars().all(letter)).then_some(name.len() + 2)
}

/// The length in bytes of one Unicode emoji at the start, with its tone, joiners and variation selectors.
fn unicode_emoji(text: &str) -> Option<usize> {
    if let Some(length) = keycap(text) {
        return Some(length);
    }
    let first = text.chars().next().filter(|c| is_pictograph(*c))?;
    let tail: usize =
        text[first.len_utf8()..].chars().take_while(|c| is_modifier(*c)).map(char::len_utf8).sum();
    Some(first.len_utf8() + tail)
}

/// A digit, `#` or `*` on a key: the character, perhaps a variation selector, then the enclosing key.
fn keycap(text: &str) -> Option<usize> {
    let key = text.strip_prefix(|c: char| c.is_ascii_digit() || matches!(c, '#' | '*'))?;
    let rest = key.strip_prefix('\u{FE0F}').unwrap_or(key).strip_prefix('\u{20E3}')?;
    Some(text.len() - rest.len())
}

/// Characters that only change the emoji before them.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

fn is_pictograph(c: char) -> bool {
    matches!(c,
        // Single characters with emoji form in older blocks: marks, arrows, watches, squares and triangles.
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{2199}'
        | '\u{21A9}' | '\u{21AA}' | '\u{231A}' | '\u{231B}' | '\u{2328}' | '\u{23CF}' | '\u{23E9}'..='\u{23F3}'
        | '\u{23F8}'..='\u{23FA}' | '\u{24C2}' | '\u{25AA}' | '\u{25AB}' | '\u{25B6}' | '\u{25C0}'
        | '\u{25FB}'..='\u{25FE}' | '\u{2934}' | '\u{2935}' | '\u{2B05}'..='\u{2B07}' | '\u{2B1B}' | '\u{2B1C}'
        | '\u{2B50}' | '\u{2B55}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}'
        // Miscellaneous symbols and dingbats: suns, hearts, hands, check marks.
        | '\u{2600}'..='\u{27BF}'
        // Tiles, cards, squared letters (which make flags), and every later block of pictographs.
        | '\u{1F004}' | '\u{1F0CF}' | '\u{1F170}'..='\u{1F251}' | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F680}'..='\u{1F6FF}' | '\u{1F7E0}'..='\u{1F7EB}' | '\u{1F900}'..='\u{1FAFF}')
}
