//! Laws of fixes: they bring back what a slip of the pen spoilt, touch no other byte, and find
//! nothing to do the second time.

mod support;

use std::collections::BTreeMap;

use mulu::fix::Overlay;
use mulu::source::store::{Memory, Store};
use support::{DAY, MANIFEST, base, check_store};

/// A small generator, so that a seed gives the same slips for ever (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// Slugs that are long enough for a slip to be told from another word.
const SLUGS: &[&str] =
    &["required", "electronic", "applicant", "government", "committed", "deliver", "working-day"];

/// What stands in a text, and what a slip makes of it.
type Slip = (std::ops::Range<usize>, String);

/// Everything in a text that a slip can spoil.
fn slips(text: &str, random: &mut Random) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let wide = |digits: &str| -> String {
        digits.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect()
    };
    // Codes in quotes: the quotes fall away, or the digits become wide.
    for (at, _) in text.match_indices('"') {
        let inner = text[at + 1..].split('"').next().unwrap_or_default();
        if !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) {
            let made = if random.below(2) == 0 { inner.to_owned() } else { format!("\"{}\"", wide(inner)) };
            slips.push((at..at + inner.len() + 2, made));
        }
    }
    for (at, key) in text.match_indices("days: ") {
        let start = at + key.len();
        let digits: String = text[start..].chars().take_while(char::is_ascii_digit).collect();
        slips.push((start..start + digits.len(), wide(&digits)));
    }
    for slug in SLUGS {
        for (at, _) in text.match_indices(slug) {
            let alone =
                |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | ':'));
            let (before, after) = (text[..at].chars().next_back(), text[at + slug.len()..].chars().next());
            if alone(before) && alone(after) {
                let mut made = (*slug).to_owned();
                made.remove(1 + random.below(slug.len() - 2));
                slips.push((at..at + slug.len(), made));
            }
        }
    }
    slips.sort_by_key(|(range, _)| range.start);
    slips.dedup_by(|a, b| a.0.start < b.0.end);
    slips
}

fn spoil(text: &str, slips: &[&Slip]) -> String {
    let mut made = text.to_owned();
    for (range, slip) in slips.iter().rev() {
        made.replace_range(range.clone(), slip);
    }
    made
}

/// The files after all fixes, and how many were applied.
fn fixed(files: &BTreeMap<&str, String>, unsafe_too: bool) -> (BTreeMap<String, String>, usize) {
    let store = Memory::new(files.iter().map(|(path, text)| (*path, text.clone().into_bytes())));
    let mut overlay = Overlay::new(&store, &[]);
    let mut count = 0;
    loop {
        let outcome = check_store(&overlay, MANIFEST, DAY);
        let applied = overlay.apply(outcome.findings.iter().map(AsRef::as_ref), unsafe_too);
        count += applied;
        assert!(count < 1000, "fixes come to an end");
        if applied == 0 {
            break;
        }
    }
    let read = |path: &&str| {
        let bytes = overlay.read(path).expect("the file is there");
        ((*path).to_owned(), String::from_utf8(bytes).expect("UTF-8"))
    };
    (files.keys().map(read).collect(), count)
}

#[test]
fn slips_are_put_right_and_nothing_else_changes() {
    const PATHS: [&str; 2] = ["items/a.yaml", "regions/370828/b.yaml"];
    let bases = [base("basic-item"), base("implementation")];
    let mut random = Random(20_261_124);
    let (mut made, mut restored) = (0, 0);
    for round in 0..150 {
        let mut files = BTreeMap::new();
        let mut chosen = Vec::new();
        for (path, text) in PATHS.into_iter().zip(bases) {
            let all = slips(text, &mut random);
            let picked: Vec<Slip> = all.into_iter().filter(|_| random.below(6) == 0).collect();
            files.insert(path, spoil(text, &picked.iter().collect::<Vec<_>>()));
            chosen.push(picked);
        }
        let (after, count) = fixed(&files, false);
        for ((path, text), picked) in PATHS.into_iter().zip(bases).zip(&chosen) {
            // Each slip stands as it was made, or is gone; every other byte is that of the base.
            let left: Vec<&Slip> =
                picked.iter().filter(|slip| !is_restored(text, &after[path], picked, slip)).collect();
            assert_eq!(after[path], spoil(text, &left), "round {round}: {path}");
            made += picked.len();
            restored += picked.len() - left.len();
        }
        assert!(count >= chosen.iter().flatten().count() / 2, "round {round}: {count} of {chosen:?}");
        let again: BTreeMap<&str, String> =
            after.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        assert_eq!(fixed(&again, false), (after.clone(), 0), "round {round}: the second time");
        assert_eq!(fixed(&again, true).0, after, "round {round}: nothing unsafe is left of safe slips");
    }
    assert!(made > 1000 && restored * 10 >= made * 9, "{restored} of {made} slips were put right");
}

/// Whether a slip is gone from a text that was spoilt and put right: the texts are walked side by side.
fn is_restored(base: &str, after: &str, picked: &[Slip], slip: &Slip) -> bool {
    let (mut in_base, mut in_after) = (0, 0);
    for (range, made) in picked {
        in_after += range.start - in_base;
        in_base = range.end;
        let original = &base[range.clone()];
        let here = after.get(in_after..).unwrap_or_default();
        // What a slip made can begin like the original, never the other way round.
        let restored =
            here.starts_with(original) && !(made.len() > original.len() && here.starts_with(made.as_str()));
        if range == &slip.0 {
            return restored;
        }
        in_after += if restored { original.len() } else { made.len() };
    }
    false
}
