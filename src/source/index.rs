//! The keys of a map by their hashes, and in the order in which they stand.

use super::node::Node;
use super::tree::Flags;

/// Numbers of nodes, at the first free place from the hash on.
/// 0 is a free place, as no key is the first node.
#[derive(Debug)]
pub(super) struct Index(Vec<u32>);

impl Index {
    pub(super) fn of(map: Node<'_>) -> Self {
        let mut places = vec![0; (map.most() * 2).next_power_of_two()];
        for (key, _) in map.entries() {
            let mut at = key.key_hash() as usize & (places.len() - 1);
            while places[at] != 0 {
                at = (at + 1) & (places.len() - 1);
            }
            places[at] = key.number();
        }
        Self(places)
    }

    /// The numbers of the keys that may have a hash.
    pub(super) fn find(&self, hash: u32) -> impl Iterator<Item = u32> + use<'_> {
        let mask = self.0.len() - 1;
        (hash as usize..).map(move |at| self.0[at & mask]).take_while(|number| *number != 0)
    }

    /// About how many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.0.len() * size_of::<u32>()
    }
}

/// Looks up keys of a map in about the order in which they stand there.
#[derive(Debug)]
pub struct InOrder<'t> {
    map: Node<'t>,
    next: u32,
}

impl<'t> InOrder<'t> {
    /// A map, from its first key on.
    pub fn of(map: Node<'t>) -> Self {
        Self { map, next: map.number() + 1 }
    }

    /// The map, or what stands in its place.
    pub fn map(&self) -> Node<'t> {
        self.map
    }

    /// The value of a key: that after the key found last, or any other.
    pub fn find(&mut self, hash: u32, key: &str) -> Option<Node<'t>> {
        let value = match self.next().filter(|(own, _)| own.key_hash() == hash && own.is_text(key)) {
            Some((_, value)) => value,
            None => self.map.entry_hashed(hash, key)?.1,
        };
        self.next = value.next();
        Some(value)
    }

    /// The entry after the one found last, unless its key stands a second time.
    fn next(&self) -> Option<(Node<'t>, Node<'t>)> {
        let within = self.map.is_map() && self.next < self.map.next();
        let key = within.then(|| self.map.tree().node(self.next))?;
        (!key.flags().has(Flags::SKIPPED)).then(|| (key, self.map.tree().node(self.next + 1)))
    }
}

/// Hash of a key: 32 bits of FNV-1a, enough to skip nearly every comparison.
#[inline]
pub const fn key_hash(key: &str) -> u32 {
    let bytes = key.as_bytes();
    let mut hash = 0x811C_9DC5_u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}
