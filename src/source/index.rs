//! The keys of a map by their hashes.

use super::node::Node;

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

/// One of 32 bits for a hash.
#[inline]
pub(super) const fn key_bit(hash: u32) -> u32 {
    1 << (hash >> 27)
}
