//! What serde gives, as YAML in lines, without a tree in between: descriptions are large, and many.

use std::fmt::{Display, Write as _};
use std::io;
use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::{Error, Number};

use super::write::scalar;

/// Writes a value. Every map and list must say how many entries it has, or that it has some.
pub(super) fn write(value: &impl Serialize, to: &mut dyn io::Write) -> io::Result<()> {
    let mut text = Text { ready: String::new(), to };
    value.serialize(Lines { to: &mut text, indent: 0, after: After::Nothing })?;
    text.to.write_all(text.ready.as_bytes())
}

/// Lines that are ready, handed on many at a time.
struct Text<'w> {
    ready: String,
    to: &'w mut dyn io::Write,
}

/// So many bytes are handed on at once.
const PIECE: usize = 1 << 16;

impl Text<'_> {
    fn hand_on(&mut self) -> Result<(), Error> {
        if self.ready.len() >= PIECE {
            self.to.write_all(self.ready.as_bytes()).map_err(Error::custom)?;
            self.ready.clear();
        }
        Ok(())
    }
}

impl Deref for Text<'_> {
    type Target = String;

    fn deref(&self) -> &String {
        &self.ready
    }
}

impl DerefMut for Text<'_> {
    fn deref_mut(&mut self) -> &mut String {
        &mut self.ready
    }
}

/// What stands on the line before a value.
#[derive(Clone, Copy)]
enum After {
    /// Nothing: it is the whole.
    Nothing,
    /// Nothing: it is a key.
    Pad,
    /// A key and a colon.
    Key,
    /// The dash of a list's entry.
    Dash,
}

/// The place of a value.
struct Lines<'t, 'w> {
    to: &'t mut Text<'w>,
    /// The indent of the map that the key is of, or of what the list's entry holds.
    indent: usize,
    after: After,
}

/// The entries of a map or a list, each on a line of its own.
struct Entries<'t, 'w> {
    to: &'t mut Text<'w>,
    indent: usize,
    /// Whether the next key stands beside the dash of its list's entry.
    beside: bool,
}

impl<'t, 'w> Lines<'t, 'w> {
    fn map(self, count: Option<usize>) -> Result<Entries<'t, 'w>, Error> {
        let Self { to, mut indent, after } = self;
        let beside = matches!(after, After::Dash);
        match after {
            _ if known(count)? == 0 => to.push_str(" {}\n"),
            After::Key => {
                to.push('\n');
                indent += 2;
            }
            After::Dash => to.push(' '),
            After::Nothing | After::Pad => {}
        }
        Ok(Entries { to, indent, beside })
    }

    fn list(self, count: Option<usize>) -> Result<Entries<'t, 'w>, Error> {
        let Self { to, indent, after } = self;
        match after {
            _ if known(count)? == 0 => to.push_str(" []\n"),
            After::Key | After::Dash => to.push('\n'),
            After::Nothing | After::Pad => {}
        }
        Ok(Entries { to, indent, beside: false })
    }

    /// Numbers, flags and nothing: as in JSON.
    fn plain(self, value: impl Display) -> Result<(), Error> {
        writeln!(self.to, " {value}").map_err(Error::custom)
    }
}

fn known(count: Option<usize>) -> Result<usize, Error> {
    count.ok_or_else(|| Error::custom("a map or list that does not say how long it is"))
}

fn refused<T>() -> Result<T, Error> {
    Err(Error::custom("a value that descriptions have no use for"))
}

impl Entries<'_, '_> {
    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        if !std::mem::take(&mut self.beside) {
            self.to.extend(std::iter::repeat_n(' ', self.indent));
        }
        key.serialize(Lines { to: self.to, indent: self.indent, after: After::Pad })?;
        self.to.push(':');
        Ok(())
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(Lines { to: self.to, indent: self.indent, after: After::Key })?;
        self.to.hand_on()
    }
}

impl SerializeMap for Entries<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeStruct for Entries<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.key(key)?;
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeSeq for Entries<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.to.extend(std::iter::repeat_n(' ', self.indent));
        self.to.push('-');
        value.serialize(Lines { to: self.to, indent: self.indent + 2, after: After::Dash })
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

/// Methods that write a value of a type as another one, or in plain.
macro_rules! forwarded {
    ($($method:ident $kind:ty => $to:ident($as:ty);)*) => {$(
        fn $method(self, value: $kind) -> Result<(), Error> {
            self.$to(<$as>::from(value))
        }
    )*};
}

impl<'t, 'w> Serializer for Lines<'t, 'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Entries<'t, 'w>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Entries<'t, 'w>;
    type SerializeStruct = Entries<'t, 'w>;
    type SerializeStructVariant = Impossible<(), Error>;

    forwarded! {
        serialize_bool bool => plain(bool);
        serialize_i8 i8 => plain(i64);
        serialize_i16 i16 => plain(i64);
        serialize_i32 i32 => plain(i64);
        serialize_i64 i64 => plain(i64);
        serialize_u8 u8 => plain(u64);
        serialize_u16 u16 => plain(u64);
        serialize_u32 u32 => plain(u64);
        serialize_u64 u64 => plain(u64);
        serialize_f32 f32 => serialize_f64(f64);
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        match Number::from_f64(value) {
            Some(number) => self.plain(number),
            None => self.plain("null"),
        }
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        if matches!(self.after, After::Pad) {
            scalar(value, None, self.to);
            return Ok(());
        }
        self.to.push(' ');
        scalar(value, Some(self.indent + 2), self.to);
        self.to.push('\n');
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        refused()
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.plain("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.plain("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.plain("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        refused()
    }

    fn serialize_seq(self, count: Option<usize>) -> Result<Entries<'t, 'w>, Error> {
        self.list(count)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        refused()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        refused()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        refused()
    }

    fn serialize_map(self, count: Option<usize>) -> Result<Entries<'t, 'w>, Error> {
        self.map(count)
    }

    fn serialize_struct(self, _: &'static str, count: usize) -> Result<Entries<'t, 'w>, Error> {
        self.map(Some(count))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        refused()
    }
}
