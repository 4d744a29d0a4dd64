//! `TextEncoder` and `TextDecoder`: UTF-8, UTF-16 and windows-1252.

use super::array_buffer::ArrayBuffer;
use super::data_view::DataView;
use super::table::{BASE, Class, Member};
use super::typed_array::element::Element;
use super::typed_array::{TypedArray, new as new_typed};
use crate::builtin;
use crate::call::{Arguments, prototype_for};
use crate::cell::{Gc, Header};
use crate::error::ErrorKind;
use crate::exception::throw::throw_coded;
use crate::heap::{kind, mark::Marker};
use crate::object::{self, Object};
use crate::operator::convert::{to_string, truthy};
use crate::realm::Intrinsic;
use crate::string::make;
use crate::value::Value;

pub static ENCODER: Class = Class {
    name: "TextEncoder",
    length: 0,
    code: encoder_constructor,
    constructor: Intrinsic::TextEncoder,
    prototype: Intrinsic::TextEncoderPrototype,
    members: &[
        Member::Getter("encoding", encoder_encoding),
        Member::Method("encode", 0, encode),
        Member::Method("encodeInto", 2, encode_into),
        Member::Tag("TextEncoder"),
    ],
    ..BASE
};

pub static DECODER: Class = Class {
    name: "TextDecoder",
    length: 0,
    code: decoder_constructor,
    constructor: Intrinsic::TextDecoder,
    prototype: Intrinsic::TextDecoderPrototype,
    members: &[
        Member::Getter("encoding", decoder_encoding),
        Member::Getter("fatal", fatal),
        Member::Getter("ignoreBOM", ignore_bom),
        Member::Method("decode", 0, decode),
        Member::Tag("TextDecoder"),
    ],
    ..BASE
};

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

#[repr(C)]
pub struct Decoder {
    object: Object,
    /// Bytes of a character whose rest has not come yet.
    pending: [u8; 4],
    pending_count: u8,
    encoding: Encoding,
    fatal: bool,
    ignore_bom: bool,
    /// The start of the text is behind us.
    bom_seen: bool,
}

/// Labels of the encodings, lower case.
const LABELS: &[(&str, Encoding)] = &[
    ("utf-8", Encoding::Utf8),
    ("utf8", Encoding::Utf8),
    ("unicode-1-1-utf-8", Encoding::Utf8),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16", Encoding::Utf16Le),
    ("ucs-2", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("windows-1252", Encoding::Windows1252),
    ("latin1", Encoding::Windows1252),
    ("iso-8859-1", Encoding::Windows1252),
    ("ascii", Encoding::Windows1252),
    ("us-ascii", Encoding::Windows1252),
];

/// Code points of the bytes 0x80 to 0x9F in windows-1252.
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
    0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
    0x153, 0x9D, 0x17E, 0x178,
];

fn decoder(this: Value) -> Gc<Decoder> {
    match this.as_kind(kind::TEXT_DECODER) {
        Some(decoder) => decoder,
        None => throw_coded(
            ErrorKind::TypeError,
            "ERR_INVALID_THIS",
            "Value of \"this\" must be of type TextDecoder",
        ),
    }
}

builtin! {
    fn encoder_constructor(this, arguments, callee, new_target) {
        class_needs_new(new_target, "TextEncoder");
        object::with_prototype(Some(prototype_for(new_target, Intrinsic::TextEncoderPrototype))).into()
    }

    fn encoder_encoding(this, arguments) {
        make::from_str("utf-8").into()
    }

    fn encode(this, arguments) {
        let text = if arguments.get(0).is_undefined() { make::empty() } else { to_string(arguments.get(0)) };
        let bytes = text.to_rust();
        let array = new_typed(Element::Uint8, bytes.len());
        array.bytes().copy_from_slice(bytes.as_bytes());
        array.into()
    }

    fn encode_into(this, arguments) {
        let text = to_string(arguments.get(0)).to_rust();
        let Some(target) = arguments.get(1).as_kind::<TypedArray>(kind::TYPED_ARRAY) else {
            throw_coded(ErrorKind::TypeError, "ERR_INVALID_ARG_TYPE",
                "The \"dest\" argument must be an instance of Uint8Array.")
        };
        let bytes = target.bytes();
        let (mut read, mut written) = (0, 0);
        for character in text.chars() {
            if written + character.len_utf8() > bytes.len() {
                break;
            }
            character.encode_utf8(&mut bytes[written..]);
            written += character.len_utf8();
            read += character.len_utf16();
        }
        let result = object::new();
        result.put_text("read", Value::from_usize(read));
        result.put_text("written", Value::from_usize(written));
        result.into()
    }

    fn decoder_constructor(this, arguments, callee, new_target) {
        class_needs_new(new_target, "TextDecoder");
        let encoding = encoding_of(arguments.get(0));
        let option = |name: &str| {
            arguments.get(1).as_object().is_some_and(|options| truthy(options.get(name)))
        };
        let (fatal, ignore_bom) = (option("fatal"), option("ignoreBOM"));
        let prototype = prototype_for(new_target, Intrinsic::TextDecoderPrototype);
        let mut decoder = object::of_kind::<Decoder>(kind::TEXT_DECODER, Some(prototype));
        (decoder.pending, decoder.pending_count) = ([0; 4], 0);
        (decoder.encoding, decoder.fatal, decoder.ignore_bom) = (encoding, fatal, ignore_bom);
        decoder.bom_seen = false;
        decoder.into()
    }

    fn decoder_encoding(this, arguments) {
        let name = match decoder(this).encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
        };
        make::from_str(name).into()
    }

    fn fatal(this, arguments) {
        decoder(this).fatal.into()
    }

    fn ignore_bom(this, arguments) {
        decoder(this).ignore_bom.into()
    }

    fn decode(this, arguments) {
        decode_with(decoder(this), arguments)
    }
}

fn class_needs_new(new_target: Value, name: &str) {
    if new_target.is_undefined() {
        let message = ["Class constructor ", name, " cannot be invoked without 'new'"].concat();
        crate::exception::throw::throw_type_error(&message);
    }
}

fn encoding_of(label: Value) -> Encoding {
    if label.is_undefined() {
        return Encoding::Utf8;
    }
    let label = to_string(label).to_rust();
    let wanted = label.trim().to_ascii_lowercase();
    match LABELS.iter().find(|(name, _)| *name == wanted) {
        Some((_, encoding)) => *encoding,
        None => throw_coded(
            ErrorKind::RangeError,
            "ERR_ENCODING_NOT_SUPPORTED",
            &["The \"", &label, "\" encoding is not supported"].concat(),
        ),
    }
}

/// The bytes of a buffer or a view, copied.
fn bytes_of(value: Value) -> Vec<u8> {
    if value.is_undefined() {
        return Vec::new();
    }
    match value.kind() {
        kind::ARRAY_BUFFER => value.cell::<ArrayBuffer>().bytes().to_vec(),
        kind::TYPED_ARRAY => value.cell::<TypedArray>().bytes().to_vec(),
        kind::DATA_VIEW => {
            let view: Gc<DataView> = value.cell();
            view.buffer.bytes()[view.offset..view.offset + view.length()].to_vec()
        }
        _ => throw_coded(
            ErrorKind::TypeError,
            "ERR_INVALID_ARG_TYPE",
            "The \"list\" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.",
        ),
    }
}

fn decode_with(mut decoder: Gc<Decoder>, arguments: Arguments) -> Value {
    let stream = arguments.get(1).as_object().is_some_and(|options| truthy(options.get("stream")));
    let fresh = bytes_of(arguments.get(0));
    let mut bytes = decoder.pending[..decoder.pending_count as usize].to_vec();
    bytes.extend(fresh);
    decoder.pending_count = 0;
    let kept = if stream { unfinished(decoder.encoding, &bytes) } else { 0 };
    let rest = bytes.split_off(bytes.len() - kept);
    decoder.pending[..kept].copy_from_slice(&rest);
    decoder.pending_count = kept as u8;
    let (mut units, broken) = units_of(decoder.encoding, &bytes);
    if broken && decoder.fatal {
        throw_coded(
            ErrorKind::TypeError,
            "ERR_ENCODING_INVALID_ENCODED_DATA",
            &["The encoded data was not valid for encoding ", encoding_name(decoder.encoding)].concat(),
        );
    }
    if !decoder.bom_seen && !decoder.ignore_bom && units.first() == Some(&0xFEFF) {
        units.remove(0);
    }
    decoder.bom_seen = stream && (decoder.bom_seen || !bytes.is_empty());
    make::from_utf16(&units).into()
}

fn encoding_name(encoding: Encoding) -> &'static str {
    LABELS.iter().find(|(_, other)| *other == encoding).map_or("utf-8", |(name, _)| name)
}

/// Bytes at the end that begin a character without ending it.
fn unfinished(encoding: Encoding, bytes: &[u8]) -> usize {
    match encoding {
        Encoding::Windows1252 => 0,
        Encoding::Utf16Le | Encoding::Utf16Be => bytes.len() % 2,
        Encoding::Utf8 => match std::str::from_utf8(&bytes[bytes.len().saturating_sub(3)..]) {
            Ok(_) => 0,
            Err(_) => unfinished_utf8(bytes),
        },
    }
}

fn unfinished_utf8(bytes: &[u8]) -> usize {
    for back in 1..=bytes.len().min(3) {
        let byte = bytes[bytes.len() - back];
        let needed = match byte {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            0x80..=0xBF => continue,
            _ => return 0,
        };
        let tail = &bytes[bytes.len() - back..];
        let begun = std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none());
        return if needed > back && begun { back } else { 0 };
    }
    0
}

/// The text as UTF-16, and whether something was broken.
fn units_of(encoding: Encoding, bytes: &[u8]) -> (Vec<u16>, bool) {
    match encoding {
        Encoding::Utf8 => {
            let text = String::from_utf8_lossy(bytes);
            let broken = matches!(text, std::borrow::Cow::Owned(_));
            (text.encode_utf16().collect(), broken)
        }
        Encoding::Windows1252 => {
            let unit = |byte: &u8| match byte {
                0x80..=0x9F => WINDOWS_1252[(byte - 0x80) as usize],
                _ => *byte as u16,
            };
            (bytes.iter().map(unit).collect(), false)
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let unit = |pair: &[u8]| match encoding {
                Encoding::Utf16Le => u16::from_le_bytes([pair[0], pair[1]]),
                _ => u16::from_be_bytes([pair[0], pair[1]]),
            };
            let mut units = Vec::new();
            let mut broken = !bytes.len().is_multiple_of(2);
            for decoded in char::decode_utf16(bytes.chunks_exact(2).map(unit)) {
                broken |= decoded.is_err();
                let character = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
                units.extend_from_slice(character.encode_utf16(&mut [0; 2]));
            }
            if !bytes.len().is_multiple_of(2) {
                units.push(0xFFFD);
            }
            (units, broken)
        }
    }
}

/// Trace entry of `heap::kind`.
///
/// # Safety
/// `cell` is a decoder.
pub unsafe fn trace(cell: *mut Header, marker: &mut Marker) {
    // SAFETY: by the caller's promise.
    unsafe { object::trace(cell, marker) };
}
