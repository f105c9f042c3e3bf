//! Long texts: nothing is cut, the rest goes on in further messages.

use super::{Block, limits};

/// The blocks in as few messages as Slack's limits allow, in order, none of them divided.
pub fn parts(blocks: impl IntoIterator<Item = Block>) -> Vec<Vec<Block>> {
    let mut parts: Vec<Vec<Block>> = Vec::new();
    let mut chars = 0;
    for block in blocks {
        let more = block.user_chars();
        match parts.last_mut() {
            Some(part)
                if part.len() < limits::PART_BLOCKS
                    && chars + more <= limits::MESSAGE_USER_TEXT =>
            {
                chars += more;
                part.push(block);
            }
            Some(_) | None => {
                chars = more;
                parts.push(vec![block]);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::text::UserText, slack::blocks::quote};

    #[test]
    fn nothing_is_lost_and_no_part_is_too_long() {
        let text = UserText::parse(&"word ".repeat(590), 3000).unwrap();
        let blocks: Vec<Block> = (0..12).map(|i| quote(format!("{i}"), &text)).collect();
        let parts = parts(blocks.clone());
        assert!(parts.len() > 1);
        for part in &parts {
            let chars: usize = part.iter().map(Block::user_chars).sum();
            assert!(chars <= limits::MESSAGE_USER_TEXT && part.len() <= limits::PART_BLOCKS);
        }
        assert_eq!(parts.concat(), blocks);
    }
}
