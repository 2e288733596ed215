//! Rebuilds the program when a file of the embedded edition or of the templates appears.

fn main() {
    println!("cargo:rerun-if-changed=schema");
    println!("cargo:rerun-if-changed=templates");
}
