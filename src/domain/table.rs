//! What every comma-separated file needs, whatever its columns mean: its mark taken off, and its lines counted.
//!
//! Cells are read by the `csv` crate, and judged by whoever knows what they are for.

/// What a spreadsheet puts before everything else.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A file without its byte order mark.
pub fn without_mark(file: &[u8]) -> &[u8] {
    file.strip_prefix(MARK).unwrap_or(file)
}

/// Which line a row begins in, as an editor counts them: the reader's own count stands before the line ends that it skips.
#[derive(Debug)]
pub struct Lines<'a> {
    file: &'a [u8],
    counted: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    /// The lines of a file without its mark.
    pub fn of(file: &'a [u8]) -> Self {
        Self { file, counted: 0, number: 1 }
    }

    /// The line, from 1, of the row before which the reader stands at this byte. Asked in the order of the file.
    pub fn number_at(&mut self, byte: u64) -> usize {
        let rest = |from: usize| self.file.get(from..).unwrap_or_default();
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(self.file.len());
        let ends = rest(from).iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begins = from + ends;
        let between = self.file.get(self.counted..begins).unwrap_or_default();
        self.number += between.iter().filter(|byte| **byte == b'\n').count();
        self.counted = begins;
        self.number
    }
}
