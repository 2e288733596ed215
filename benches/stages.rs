//! What the parts of a check cost, one after the other on one thread.
//!
//! `cargo bench --bench stages -- CATALOGUE`: reading of all files and registers with the shape checks, merging of
//! layers, and rules with the look at what lower layers say otherwise, each as the median of seven rounds; the rules
//! also as a share of reading and shape checks, of which they are to take half.

#![allow(clippy::print_stdout, reason = "it is a program of its own")]

use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use mulu::check::Job;
use mulu::date::Date;
use mulu::error::Error;
use mulu::load::{self, Reading};
use mulu::model::manifest::{Draft, Manifest};
use mulu::model::resolve::resolve;
use mulu::source::documents::Readers;
use mulu::source::tree::Tree;
use mulu::source::walk::{Folder, MANIFEST};
use mulu::standard::{EFFECTIVE, IMPLEMENTATION, Standard, shape};
use mulu::{judge, rules};

const ROUNDS: usize = 7;

fn main() -> Result<(), Error> {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    one.install(measure)
}

fn measure() -> Result<(), Error> {
    let root =
        PathBuf::from(env::args().skip(1).find(|word| word != "--bench").unwrap_or("catalogue".into()));
    let day = Date::parse("2026-01-01").expect("it is a day");
    let ids = rules::ids();
    let bytes = fs::read(root.join(MANIFEST)).map_err(|source| Error::Read { path: root.clone(), source })?;
    let draft = Draft::read(&bytes, MANIFEST)?;
    let standard = Standard::load(draft.edition(), None, &ids)?;
    let manifest = draft.finish(&standard, &rules::severities(), day)?;
    let store = Folder::new(&root);
    let reading = Reading { standard: &standard, store: &store, readers: Readers::Both };
    // The first round makes schemas, words and registers ready.
    let rounds: Vec<[Duration; 4]> =
        (0..=ROUNDS).map(|_| round(reading, &manifest, day)).collect::<Result<_, _>>()?;
    let [read, merge, shape, judge] = [0, 1, 2, 3].map(|stage| {
        let mut times: Vec<Duration> = rounds[1..].iter().map(|round| round[stage]).collect();
        times.sort_unstable();
        times[ROUNDS / 2]
    });
    let (read, judge) = (read + shape, judge.saturating_sub(merge + shape));
    println!("reading and shape checks {read:>10.2?}");
    println!("merging of layers        {merge:>10.2?}");
    println!(
        "rules                    {judge:>10.2?}  {:.2} of reading and shape checks",
        judge.as_secs_f64() / read.as_secs_f64()
    );
    Ok(())
}

/// How long the files take to be read, to be merged with their layers, to have the shapes of what results checked, and
/// to be judged, which includes the last two.
fn round(reading: Reading<'_>, manifest: &Manifest, day: Date) -> Result<[Duration; 4], Error> {
    let start = Instant::now();
    let files = load::files(reading);
    let ground = load::ground_by(load::read_judged, reading, &files)?;
    ground.registers.laws();
    ground.registers.divisions();
    let mut times = [start.elapsed(), Duration::ZERO, Duration::ZERO, Duration::ZERO];
    let job = Job::of_all(reading, manifest, day);
    let elements = reading.standard.elements(IMPLEMENTATION)?;
    for number in 0..ground.upper.len() + files.lower.len() as u32 {
        let start = Instant::now();
        let upper = (number < ground.upper.len()).then(|| ground.upper.file(number)).transpose()?;
        let file = match upper {
            Some(file) => file,
            None => load::read_judged(reading, &files.lower[(number - ground.upper.len()) as usize])?.into(),
        };
        let read = Instant::now();
        let layers = file.trees.iter().filter_map(|tree| ground.layers(tree));
        let resolved: Vec<Tree> = layers.map(|layers| resolve(&layers, elements).tree).collect();
        let merged = Instant::now();
        let implemented = resolved.iter().filter(|_| number >= ground.upper.len());
        for root in implemented.filter_map(Tree::root) {
            shape::check(reading.standard, EFFECTIVE, IMPLEMENTATION, root)?;
        }
        let shaped = Instant::now();
        judge::judge(&job, &ground, &file, number)?;
        let stages = [read - start, merged - read, shaped - merged, shaped.elapsed()];
        times.iter_mut().zip(stages).for_each(|(time, stage)| *time += stage);
    }
    Ok(times)
}
