//! Characters that cannot be seen: which are removed from what people write, and which count as blank.
//!
//! This is not a complete defence against look-alikes; letters of other alphabets stay what they are.

/// Removes what hides or reorders text, and makes every line end a `\n`.
pub(super) fn clean(raw: &str) -> String {
    let mut clean = String::with_capacity(raw.len());
    let mut letters = raw.chars().peekable();
    // The flags of England, Scotland and Wales are a black flag followed by tag characters. Anywhere else those spell
    // out text that nobody can see.
    let mut in_flag = false;
    while let Some(letter) = letters.next() {
        let is_tag = matches!(letter, '\u{E0020}'..='\u{E007F}');
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            _ if is_tag && !in_flag => {}
            _ if is_removed(letter) => {}
            _ => clean.push(letter),
        }
        in_flag = letter == '\u{1F3F4}' || (in_flag && is_tag);
    }
    clean
}

fn is_removed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            // Direction marks, embeddings, overrides and isolates reorder what surrounds them.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            // Zero-width space, word joiner, invisible operators, deprecated format characters, byte order mark.
            // Not the zero-width joiner and non-joiner next to them, which emoji and Persian are written with.
            | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            // Interlinear annotation, and the deprecated language tag.
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}')
}

/// Whether a character that was not removed still shows nothing by itself.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter,
            // Soft hyphen, grapheme joiner, zero-width joiners.
            '\u{AD}' | '\u{34F}' | '\u{200C}' | '\u{200D}'
            // Fillers: Hangul in its three forms, Khmer vowels, the Braille pattern without dots.
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}'
            // Variation selectors of every kind, and tags.
            | '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E01EF}')
}
