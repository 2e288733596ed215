//! The README tells the truth: its commands print what stands below them.

use std::process::Command;
use std::{env, fs};

#[test]
fn the_commands_of_the_readme_print_what_it_says() {
    let readme = fs::read_to_string("README.md").expect("the README is there");
    let mut told = String::new();
    let mut rest = readme.as_str();
    let mut commands = 0;
    while let Some(at) = rest.find("```console\n$ mulu ") {
        let (before, block) = rest.split_at(at + "```console\n".len());
        let (block, after) = block.split_once("```").expect("the block ends");
        let command = block.lines().next().expect("a block has a command");
        told.push_str(before);
        let shown = output(command);
        told.extend([command, "\n", &shown]);
        told.push_str("```");
        rest = after;
        commands += 1;
    }
    told.push_str(rest);
    assert!(commands > 0, "the README shows no command");
    if env::var_os("MULU_BLESS").is_some() {
        fs::write("README.md", told).expect("the README can be written");
    } else {
        assert!(told == readme, "run with MULU_BLESS=1 and read the difference:\n{told}");
    }
}

fn output(command: &str) -> String {
    let args = command.trim_start_matches("$ mulu ").split_whitespace();
    let run =
        Command::new(env!("CARGO_BIN_EXE_mulu")).args(args).env_clear().output().expect("the program starts");
    String::from_utf8(run.stdout).expect("UTF-8")
}
