//! Texts made wrong, the same for the same seed for ever.

/// A small generator of its own (xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// What a mutation puts into a text.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ": ",
    ":",
    "-",
    "- ",
    "\n",
    "\n  ",
    "\t",
    "#",
    " #",
    "|",
    ">",
    "|\n",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "? ",
    "，",
    "：",
    "　",
    "\u{202E}",
    "\u{0}",
    "\u{FEFF}",
    "\r",
    "\r\n",
    "null",
    "~",
    "yes",
    "00",
    "é",
    "😀",
    ",",
    "\\",
    "\\u",
    "\"\\u202E\"",
    "kind",
    "种类: 实施规范\n",
    "@",
    "`",
];

/// Deletes, cuts, doubles or puts in a piece, a few times.
pub(crate) fn twist(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(characters.len() + 1);
        match random.below(4) {
            0 => {
                let end = (at + random.below(30)).min(characters.len());
                characters.drain(at..end);
            }
            1 => characters.truncate(at),
            2 => {
                let end = (at + random.below(80)).min(characters.len());
                let copy = characters[at..end].to_vec();
                let to = random.below(characters.len() + 1);
                characters.splice(to..to, copy);
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                characters.splice(at..at, piece.chars());
            }
        }
    }
    characters.into_iter().collect()
}

/// Moves lines, indents them otherwise, ends them as Windows does: what an editor does to a text.
pub(crate) fn bend(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(3) {
        let at = random.below(lines.len());
        let Some(line) = lines.get(at).cloned() else { break };
        match random.below(7) {
            0 => {
                lines.remove(at);
                lines.insert(random.below(lines.len() + 1), line);
            }
            1 => lines[at] = " ".repeat(random.below(7)) + line.trim_start(),
            2 => {
                let end = (at + random.below(6)).min(lines.len());
                let deeper = " ".repeat(1 + random.below(3));
                lines[at..end].iter_mut().for_each(|line| line.insert_str(0, &deeper));
            }
            3 => {
                let end = (at + random.below(6)).min(lines.len());
                for line in &mut lines[at..end] {
                    *line = line.strip_prefix("  ").unwrap_or(line).to_owned();
                }
            }
            4 => lines.insert(
                at,
                ["", "   ", "# note", "  # note", "---", "...", "- x", "k: v"][random.below(8)].to_owned(),
            ),
            5 => {
                // A byte becomes another of those that mean something.
                let signs = [
                    ':', ' ', '-', '#', ',', '[', ']', '{', '}', '"', '\'', '|', '>', '?', '%', '.', '~', '0',
                ];
                let mut characters: Vec<char> = line.chars().collect();
                let place = random.below(characters.len());
                if let Some(place) = characters.get_mut(place) {
                    *place = signs[random.below(signs.len())];
                }
                lines[at] = characters.into_iter().collect();
            }
            _ => lines[at].push_str([" ", "  # note", " #", ":", ": ", ",", "  "][random.below(7)]),
        }
    }
    let end = ["\r\n", "\r\n", "\r", "\n", "\n", "\n", "\n", "\n"][random.below(8)];
    lines.join(end) + if random.below(5) == 0 { "" } else { end }
}
