//! Mutants: a clean document is broken in one place, and the finding must stand there, with nothing
//! beside it that the mutation does not explain. The tables are in `tests/mutations/`.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use mulu::check::Outcome;
use mulu::diagnostic::{Diagnostic, Severity};
use mulu::rules;
use mulu::source::store::{Memory, Met, Store, Unread};

/// How many mutants the tables hold at least, and each rule.
const LEAST: (usize, usize) = (820, 3);

/// One row of a table.
#[derive(Debug, Default)]
struct Mutant {
    table: String,
    line: usize,
    rule: String,
    /// The file that is broken.
    file: String,
    /// Whose text a new file begins with.
    copy: Option<String>,
    find: Vec<String>,
    put: Vec<String>,
    /// A line where the finding is wanted, instead of the first that changed; `file | line` names another file,
    /// `above > line` a line below another.
    at: Option<String>,
    /// Further rules that the mutation explains.
    also: BTreeSet<String>,
    day: Option<String>,
    network: Option<String>,
    /// What the manifest says of `demo`.
    demo: Option<String>,
    /// Why the file has no bytes: how many there are, or what the system says.
    unread: Option<String>,
}

/// The tables: rows parted by empty lines. A row begins with the rule; `- ` lines are replaced by `+ ` lines;
/// `in:`, which holds for the rows that follow, `copy:`, `at:`, `also:`, `on:`, `network:`, `demo:` and `unread:`
/// say the rest. `\xNN` in a `+ ` line is a byte.
fn mutants() -> Vec<Mutant> {
    let mut paths: Vec<_> =
        fs::read_dir("tests/mutations").expect("the tables").flatten().map(|e| e.path()).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("the table is text");
        let table = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut file = String::new();
        let mut open = false;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            if line.trim().is_empty() {
                open = false;
            } else if let Some(own) = line.strip_prefix("in: ") {
                own.clone_into(&mut file);
            } else if open {
                add(all.last_mut().expect("a row is open"), line);
            } else {
                open = true;
                let rule = line.trim().to_owned();
                let (table, line, file) = (table.clone(), at + 1, file.clone());
                all.push(Mutant { table, line, rule, file, ..Mutant::default() });
            }
        }
    }
    all
}

fn add(mutant: &mut Mutant, line: &str) {
    let told = [("- ", &mut mutant.find), ("+ ", &mut mutant.put)];
    for (mark, lines) in told {
        if let Some(own) = line.strip_prefix(mark).or_else(|| (line == mark.trim_end()).then_some("")) {
            lines.push(with_bytes(own));
            return;
        }
    }
    let (key, value) = line.split_once(": ").unwrap_or_else(|| panic!("{}: `{line}`", mutant.table));
    let value = value.to_owned();
    match key {
        "copy" => mutant.copy = Some(value),
        "at" => mutant.at = Some(value),
        "also" => mutant.also = value.split(", ").map(str::to_owned).collect(),
        "on" => mutant.day = Some(value),
        "network" => mutant.network = Some(value),
        "demo" => mutant.demo = Some(value),
        "unread" => mutant.unread = Some(value),
        _ => panic!("{}: `{line}`", mutant.table),
    }
}

/// The first of the private characters that stand for bytes until a text is written.
const BYTES: u32 = 0xF700;

/// A line with its `\xNN` as characters that stand for bytes.
fn with_bytes(line: &str) -> String {
    let mut parts = line.split("\\x");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        let (byte, rest) = part.split_at(2);
        let byte = u32::from_str_radix(byte, 16).expect("two digits of a byte");
        all + &String::from(char::from_u32(BYTES + byte).expect("a private character")) + rest
    })
}

/// The bytes of a text.
fn bytes(text: &str) -> Vec<u8> {
    let byte = |own: char| (own as u32).checked_sub(BYTES).and_then(|byte| u8::try_from(byte).ok());
    text.chars().fold(Vec::with_capacity(text.len()), |mut all, own| {
        match byte(own) {
            Some(byte) => all.push(byte),
            None => all.extend(own.encode_utf8(&mut [0; 4]).bytes()),
        }
        all
    })
}

/// Files of which one cannot be read.
struct Files {
    memory: Memory,
    unread: Option<(String, Unread)>,
}

impl Store for Files {
    fn files(&self) -> Vec<Met> {
        self.memory.files()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        let unread = self.unread.as_ref().filter(|(own, _)| own == path);
        unread.map_or_else(|| self.memory.read(path), |(_, why)| Err(why.clone()))
    }
}

/// The base documents, and those with a specification between them.
const BASED: [&str; 2] = ["items/base.yaml", "regions/370828/base.yaml"];
const LAYERED: [&str; 3] = ["items/base.yaml", "specifications/layered.yaml", "regions/370828/layered.yaml"];

/// The clean files: those of the catalogue, and the bases.
static CLEAN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut clean = BTreeMap::new();
    let mut folders = vec![std::path::PathBuf::from("catalogue")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("the catalogue").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix("catalogue").expect("within").to_string_lossy().replace('\\', "/");
                clean.insert(name, fs::read_to_string(&path).expect("the file is text"));
            }
        }
    }
    let layered = [
        include_str!("support/layered/specification.yaml"),
        include_str!("support/layered/implementation.yaml"),
    ];
    let bases = [support::base("basic-item"), support::base("implementation")];
    let own = BASED.iter().zip(bases).chain(LAYERED[1..].iter().zip(layered));
    clean.extend(own.map(|(path, text)| ((*path).to_owned(), text.to_owned())));
    clean
});

/// The rows of the table of laws by title.
static LAWS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in CLEAN["registers/laws.csv"].lines() {
        let title = row.split(',').next().unwrap_or_default();
        rows.entry(title.trim_start_matches("中华人民共和国")).or_default().push(row);
    }
    rows
});

/// The documents of one item: the bases, or all files of the catalogue that name one of its codes.
fn family(mutant: &Mutant) -> BTreeMap<&'static str, &'static str> {
    let model = mutant.copy.as_deref().unwrap_or(&mutant.file);
    let text = CLEAN.get(model).map_or("", String::as_str);
    let is_based = |path: &str| BASED.contains(&path) || LAYERED.contains(&path);
    let is_free = !CLEAN.contains_key(model) || model.starts_with("registers/");
    let bases: &[&str] = if LAYERED[1..].contains(&model) { &LAYERED } else { &BASED };
    let mut codes: Vec<&str> = text.lines().filter_map(code).collect();
    // The main item above, and with it its other sub items.
    let basics = CLEAN.iter().filter(|(path, _)| path.starts_with("items/") && !is_based(path));
    let above = basics.filter(|(_, text)| text.lines().filter_map(code).any(|own| codes.contains(&own)));
    let above: Vec<&str> = above.flat_map(|(_, text)| text.lines().filter_map(code)).collect();
    codes.extend(above);
    let of_item = |path: &str, text: &str| {
        let document =
            ["items/", "specifications/", "regions/"].iter().any(|folder| path.starts_with(folder));
        document && !is_based(path) && text.lines().filter_map(code).any(|own| codes.contains(&own))
    };
    let wanted = |path: &str, text: &str| {
        if is_free || is_based(model) { bases.contains(&path) } else { of_item(path, text) }
    };
    let clean = CLEAN.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    clean.filter(|(path, text)| wanted(path, text)).collect()
}

/// The basic code that a line names as its own, its parent's or that which it implements.
fn code(line: &str) -> Option<&str> {
    let keys = ["code: ", "parent: ", "implements: "];
    let value = keys.iter().find_map(|key| line.strip_prefix(key))?.trim_matches('"');
    (value.len() == 12).then_some(value)
}

/// Checks documents beside the registers; of the tables only what the documents name.
fn check(documents: &BTreeMap<&str, &str>, mutant: &Mutant, unread: Option<&String>) -> Outcome {
    let registers = CLEAN.iter().filter(|(path, _)| path.starts_with("registers/"));
    let mut files: BTreeMap<String, Vec<u8>> =
        registers.map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    let texts: String = documents.values().copied().collect();
    let header = CLEAN["registers/laws.csv"].lines().next().expect("a header");
    let cited = texts.split("law: ").skip(1).filter_map(|rest| rest.split([',', '}', '\n', '"']).next());
    let mut cited: BTreeSet<&str> =
        cited.map(|title| title.trim().trim_start_matches("中华人民共和国")).collect();
    cited.insert("政务数据共享条例");
    let rows = cited.iter().filter_map(|title| LAWS.get(title)).flatten().copied();
    files.insert("registers/laws.csv".to_owned(), table(header, rows).into_bytes());
    let (header, entries) = CLEAN["registers/laws.yaml"].split_once("entries:\n").expect("entries");
    let entries = entries.split_inclusive('\n').fold(Vec::<String>::new(), |mut all, line| {
        let begins = line.starts_with("  - ") || all.is_empty();
        if begins {
            all.push(line.to_owned());
        } else {
            all.last_mut().expect("begun").push_str(line);
        }
        all
    });
    let named = |entry: &String| cited.iter().any(|title| entry.contains(title));
    let entries: String = entries.into_iter().filter(named).collect();
    files.insert("registers/laws.yaml".to_owned(), format!("{header}entries:\n{entries}").into_bytes());
    let mut rows = CLEAN["registers/divisions.csv"].lines();
    let header = rows.next().expect("a header");
    let divisions: BTreeSet<&str> =
        texts.split('"').chain(CLEAN["mulu.yaml"].split('"')).filter(|text| text.len() == 6).collect();
    let named = |row: &&str| row[2..6] == *"0000" || divisions.contains(&row[..6]);
    files.insert("registers/divisions.csv".to_owned(), table(header, rows.filter(named)).into_bytes());
    for (path, text) in documents {
        files.insert((*path).to_owned(), bytes(text));
    }
    let based = documents.contains_key("items/base.yaml");
    let manifest = if based { support::MANIFEST } else { &CLEAN["mulu.yaml"] };
    let network = mutant.network.as_deref().unwrap_or("open");
    let manifest = manifest.replace("network: open", &format!("network: {network}"));
    let demo = mutant.demo.as_deref().unwrap_or("true");
    let manifest = manifest.replace("demo: true", &format!("demo: {demo}"));
    let why = |said: &String| {
        let size = said.parse().map(Unread::TooLarge);
        (mutant.file.clone(), size.unwrap_or_else(|_| Unread::Closed(said.clone())))
    };
    let files = Files { memory: Memory::new(files), unread: unread.map(why) };
    support::check_store(&files, &manifest, mutant.day.as_deref().unwrap_or(support::DAY))
}

type Known = Arc<Vec<Box<Diagnostic>>>;

/// What the clean documents of an item show, worked out once.
fn clean_findings(clean: &BTreeMap<&'static str, &'static str>, mutant: &Mutant) -> Known {
    static KNOWN: LazyLock<Mutex<HashMap<String, Known>>> = LazyLock::new(Mutex::default);
    let about = (&mutant.day, &mutant.network, &mutant.demo);
    let key = format!("{:?} {about:?}", clean.keys().collect::<Vec<_>>());
    if let Some(known) = KNOWN.lock().expect("no thread fails").get(&key) {
        return Arc::clone(known);
    }
    let findings = Arc::new(check(clean, mutant, None).findings);
    KNOWN.lock().expect("no thread fails").insert(key, Arc::clone(&findings));
    findings
}

fn table<'t>(header: &str, rows: impl Iterator<Item = &'t str>) -> String {
    rows.fold(header.to_owned() + "\n", |all, row| all + row + "\n")
}

/// Where the text was changed: the first line, how many lines stood there, how many stand there now.
#[derive(Clone, Copy, Debug)]
struct Change {
    first: usize,
    before: usize,
    after: usize,
}

/// The broken text, and where it was broken.
fn mutate(mutant: &Mutant, text: &str) -> Result<(String, Change), String> {
    let (find, put) = (mutant.find.join("\n"), mutant.put.join("\n"));
    if find.is_empty() {
        let change = Change { first: text.lines().count() + 1, before: 0, after: mutant.put.len() };
        return Ok((format!("{text}{put}\n"), change));
    }
    let mut places = text.match_indices(&find).map(|(at, _)| at);
    let (Some(at), None) = (places.next(), places.next()) else {
        return Err("the text to replace does not stand there once".to_owned());
    };
    // Where nothing takes its place, the line goes too.
    let end = at + find.len() + usize::from(mutant.put.is_empty());
    let first = text[..at].matches('\n').count() + 1;
    let change = Change { first, before: mutant.find.len(), after: mutant.put.len() };
    Ok((format!("{}{put}{}", &text[..at], &text[end..]), change))
}

/// Path, line, rule and weight.
type Place = (String, usize, &'static str, Severity);

/// A place that is the same before and after: lines within the change count as one.
fn place(finding: &Diagnostic, file: &str, first: usize, changed: usize) -> Place {
    let (path, line) = (finding.place.path.to_string(), finding.place.span.line as usize);
    let line = if path == file && line >= first {
        line.checked_sub(first + changed).map_or(first, |beyond| first + 1 + beyond)
    } else {
        line
    };
    (path, line, finding.rule, finding.severity)
}

/// What a mutant shows that it should not, or does not show that it should.
fn complaint(mutant: &Mutant) -> Option<String> {
    let place_of = format!("{}:{} {}", mutant.table, mutant.line, mutant.rule);
    let clean = family(mutant);
    let model = mutant.copy.as_deref().unwrap_or(&mutant.file);
    let text = CLEAN.get(model).map_or("", String::as_str);
    let text = clean.get(model).copied().unwrap_or(text);
    let (broken, change) = match mutate(mutant, text) {
        Ok(broken) => broken,
        Err(why) => return Some(format!("{place_of}: {why}")),
    };
    let mut documents: BTreeMap<&str, &str> = clean.clone();
    documents.insert(&mutant.file, &broken);
    let before = clean_findings(&clean, mutant);
    let after = check(&documents, mutant, mutant.unread.as_ref());
    let mut known: BTreeMap<Place, usize> = BTreeMap::new();
    // A new file moves nothing in those that stood there.
    let first = if mutant.copy.is_some() { usize::MAX } else { change.first };
    for finding in &*before {
        let mut place = place(finding, &mutant.file, first, change.before);
        *known.entry(place.clone()).or_default() += 1;
        // A copy has what its model has.
        if mutant.copy.as_ref() == Some(&place.0) {
            place.0.clone_from(&mutant.file);
            *known.entry(place).or_default() += 1;
        }
    }
    let new = after.findings.iter().filter(|finding| {
        let count = known.entry(place(finding, &mutant.file, first, change.after)).or_default();
        let fresh = *count == 0;
        *count = count.saturating_sub(1);
        fresh
    });
    let new: Vec<&Diagnostic> = new.map(|finding| &**finding).collect();
    let wanted = wanted(mutant, &documents, change);
    let is_wanted = |finding: &Diagnostic| {
        finding.rule == mutant.rule
            && *finding.place.path == *wanted.0
            && finding.place.span.line as usize == wanted.1
    };
    let hit = new.iter().any(|finding| is_wanted(finding));
    let noise: Vec<String> = new
        .iter()
        .filter(|finding| !is_wanted(finding) && !mutant.also.contains(finding.rule))
        .map(|finding| format!("{} {}", support::brief(finding), finding.message.en))
        .collect();
    let idle: Vec<&String> =
        mutant.also.iter().filter(|also| new.iter().all(|finding| finding.rule != **also)).collect();
    let missing = if hit { String::new() } else { format!(" wanted at {}:{};", wanted.0, wanted.1) };
    let unused = if idle.is_empty() { String::new() } else { format!(" does not trigger {idle:?};") };
    (!hit || !noise.is_empty() || !idle.is_empty())
        .then(|| format!("{place_of}:{missing}{unused} {noise:#?}"))
}

/// File and line of the finding.
fn wanted(mutant: &Mutant, documents: &BTreeMap<&str, &str>, change: Change) -> (String, usize) {
    let Some(at) = &mutant.at else {
        let kept = mutant.find.iter().zip(&mutant.put).take_while(|(old, new)| old == new).count();
        return (mutant.file.clone(), change.first + kept);
    };
    let (file, line) = at.split_once(" | ").unwrap_or((mutant.file.as_str(), at.as_str()));
    let clean = CLEAN.get(file).map_or("", String::as_str);
    let text = documents.get(file).copied().unwrap_or(clean);
    let mut lines = text.lines().enumerate();
    let found = line.split(" > ").map(|part| lines.find(|(_, own)| own.contains(part)));
    (file.to_owned(), found.last().flatten().map_or(0, |(at, _)| at + 1))
}

#[test]
fn each_mutant_is_found_and_nothing_else() {
    let mutants = mutants();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(complaint(mutant));
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a thread ends")).collect()
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), mutants.len(), wrong.join("\n"));
}

#[test]
fn each_rule_has_mutants() {
    let mutants = mutants();
    let mut count: BTreeMap<&str, usize> = rules::ids().into_iter().map(|id| (id, 0)).collect();
    for mutant in &mutants {
        *count.get_mut(mutant.rule.as_str()).unwrap_or_else(|| panic!("no rule {}", mutant.rule)) += 1;
    }
    let few: Vec<_> = count.iter().filter(|(_, count)| **count < LEAST.1).collect();
    assert!(few.is_empty(), "each rule has {} mutants: {few:?}", LEAST.1);
    assert!(mutants.len() >= LEAST.0, "{} mutants", mutants.len());
}

#[test]
fn the_layers_are_clean() {
    let layered = Mutant { file: LAYERED[2].to_owned(), ..Mutant::default() };
    let findings = clean_findings(&family(&layered), &layered);
    assert!(
        findings.is_empty(),
        "{:?}",
        findings.iter().map(|finding| support::brief(finding)).collect::<Vec<_>>()
    );
}
