//! Text back to a module. The form: `print`. What reads must still be verified.

use crate::module::{
    Block, BlockId, Cell, FuncId, Function, FunctionFlags, FunctionKind, Hint, Inst, Local, LocalId, Module,
    Op, StrId, StringData, Temp, Terminator, Ty,
};
use crate::operand::Operand;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Counted from 1
    pub line: usize,
    pub what: &'static str,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ReadError {}

/// The module that `text` says. Empty lines and lines that start with `//` say nothing.
pub fn read(text: &str) -> Result<Module, ReadError> {
    let mut reader = Reader { rest: text, line: 1 };
    reader.next_line();
    let mut module = read_head(&mut reader)?;
    while !reader.rest.is_empty() {
        match reader.word()? {
            "string" => read_string(&mut reader, &mut module)?,
            "cell" => read_cell(&mut reader, &mut module)?,
            "function" => module.functions.push(read_function(&mut reader)?),
            "local" => read_local(&mut reader, &mut module)?,
            "unused" => read_unused(&mut reader, &mut module)?,
            "block" => read_block(&mut reader, &mut module)?,
            _ => return Err(reader.error("expected string, cell, function, local, unused or block")),
        }
    }
    Ok(module)
}

fn read_head(reader: &mut Reader) -> Result<Module, ReadError> {
    reader.expect("module")?;
    let name = reader.quoted()?.into();
    reader.expect("path")?;
    let path = reader.quoted()?.into();
    reader.expect("instantiate")?;
    let instantiate = FuncId::read(reader)?;
    reader.expect("init")?;
    let init = FuncId::read(reader)?;
    let is_async = reader.accept("async");
    let debug_init = reader.accept("debug_init");
    reader.end_line()?;
    let (functions, cells, strings) = (Vec::new(), Vec::new(), Vec::new());
    Ok(Module { name, path, functions, cells, strings, instantiate, init, is_async, debug_init })
}

fn read_string(reader: &mut Reader, module: &mut Module) -> Result<(), ReadError> {
    reader.index_in_order("s", module.strings.len())?;
    module.strings.push(if reader.accept("utf16") {
        let units = Vec::<u32>::read(reader)?;
        StringData::Utf16(units.into_iter().map(|unit| unit as u16).collect())
    } else {
        StringData::Utf8(reader.quoted()?.into())
    });
    reader.end_line()
}

fn read_cell(reader: &mut Reader, module: &mut Module) -> Result<(), ReadError> {
    reader.index_in_order("c", module.cells.len())?;
    let name = reader.quoted()?.into();
    let symbol = if reader.accept("symbol") { Some(reader.quoted()?.into()) } else { None };
    module.cells.push(Cell { name, symbol });
    reader.end_line()
}

fn read_function(reader: &mut Reader) -> Result<Function, ReadError> {
    reader.index("f")?;
    let label = reader.quoted()?.into();
    reader.expect("name")?;
    let name = StrId::read(reader)?;
    reader.expect("length")?;
    let length = u32::read(reader)?;
    let kind = read_kind(reader)?;
    reader.expect("captures")?;
    let capture_count = u32::read(reader)?;
    reader.expect("params")?;
    let param_count = u32::read(reader)?;
    let flags = read_flags(reader);
    let direct = if reader.accept("direct") { Some(reader.quoted()?.into()) } else { None };
    let param_hints = read_hints(reader)?;
    reader.end_line()?;
    let (locals, blocks, temps) = (Vec::new(), Vec::new(), Vec::new());
    Ok(Function {
        label,
        name,
        length,
        kind,
        flags,
        capture_count,
        param_count,
        direct,
        param_hints,
        locals,
        blocks,
        temps,
    })
}

fn read_kind(reader: &mut Reader) -> Result<FunctionKind, ReadError> {
    match reader.word()? {
        "Plain" => Ok(FunctionKind::Plain),
        "Generator" => Ok(FunctionKind::Generator),
        "Async" => Ok(FunctionKind::Async),
        "AsyncGenerator" => Ok(FunctionKind::AsyncGenerator),
        _ => Err(reader.error("no such kind of function")),
    }
}

fn read_flags(reader: &mut Reader) -> FunctionFlags {
    FunctionFlags {
        is_arrow: reader.accept("arrow"),
        is_not_constructor: reader.accept("not_constructor"),
        is_class: reader.accept("class"),
        is_derived: reader.accept("derived"),
        is_sloppy: reader.accept("sloppy"),
    }
}

fn read_hints(reader: &mut Reader) -> Result<Vec<Hint>, ReadError> {
    let mut hints = Vec::new();
    if reader.accept("hints") {
        while !reader.at_line_end() {
            hints.push(match reader.word()? {
                "None" => Hint::None,
                "Number" => Hint::Number,
                "String" => Hint::String,
                "Bool" => Hint::Bool,
                "Object" => Hint::Object,
                _ => return Err(reader.error("no such hint")),
            });
        }
    }
    Ok(hints)
}

fn read_local(reader: &mut Reader, module: &mut Module) -> Result<(), ReadError> {
    let function = reader.last(&mut module.functions)?;
    reader.index_in_order("l", function.locals.len())?;
    function.locals.push(Local { name: reader.quoted()?.into(), ty: Ty::read(reader)? });
    reader.end_line()
}

fn read_unused(reader: &mut Reader, module: &mut Module) -> Result<(), ReadError> {
    let function = reader.last(&mut module.functions)?;
    let temp = Temp::read(reader)?;
    let ty = Ty::read(reader)?;
    set_type(function, temp, ty);
    reader.end_line()
}

fn set_type(function: &mut Function, temp: Temp, ty: Ty) {
    let index = temp.0 as usize;
    if function.temps.len() <= index {
        function.temps.resize(index + 1, Ty::Boxed);
    }
    function.temps[index] = ty;
}

fn read_block(reader: &mut Reader, module: &mut Module) -> Result<(), ReadError> {
    let function = reader.last(&mut module.functions)?;
    reader.index_in_order("b", function.blocks.len())?;
    let handler = if reader.accept("handler") { Some(reader.index("b").map(BlockId)?) } else { None };
    reader.end_line()?;
    let mut insts = Vec::new();
    loop {
        let word = reader.word()?;
        if let Some(end) = read_terminator(word, reader)? {
            function.blocks.push(Block { handler, insts, end });
            return reader.end_line();
        }
        insts.push(read_inst(word, reader, function)?);
        reader.end_line()?;
    }
}

fn read_inst(word: &str, reader: &mut Reader, function: &mut Function) -> Result<Inst, ReadError> {
    let is_result = word.starts_with('t') && word[1..].starts_with(|c: char| c.is_ascii_digit());
    if !is_result {
        return Ok(Inst { dst: None, op: Op::read(word, reader)? });
    }
    let (temp, ty) = word.split_once(':').unwrap_or((word, "Boxed"));
    let temp = Temp::read(&mut reader.within(temp))?;
    let ty = Ty::read(&mut reader.within(ty))?;
    set_type(function, temp, ty);
    reader.expect("=")?;
    let name = reader.word()?;
    Ok(Inst { dst: Some(temp), op: Op::read(name, reader)? })
}

/// The terminator of that name; `None` if the word is no terminator.
fn read_terminator(word: &str, reader: &mut Reader) -> Result<Option<Terminator>, ReadError> {
    Ok(Some(match word {
        "Jump" => Terminator::Jump(reader.block()?),
        "Branch" => Terminator::Branch {
            condition: Temp::read(reader)?,
            then: reader.block()?,
            otherwise: reader.block()?,
        },
        "Switch" => read_switch(reader)?,
        "Return" => Terminator::Return(Temp::read(reader)?),
        "Throw" => Terminator::Throw(Temp::read(reader)?),
        "Yield" => {
            let (arg, (value, mode, resume)) = (Temp::read(reader)?, read_resume(reader)?);
            Terminator::Yield { arg, value, mode, resume }
        }
        "Await" => {
            let (arg, (value, mode, resume)) = (Temp::read(reader)?, read_resume(reader)?);
            Terminator::Await { arg, value, mode, resume }
        }
        "InitialYield" => {
            let (value, mode, resume) = read_resume(reader)?;
            Terminator::InitialYield { value, mode, resume }
        }
        "Unreachable" => Terminator::Unreachable,
        _ => return Ok(None),
    }))
}

fn read_switch(reader: &mut Reader) -> Result<Terminator, ReadError> {
    let (on, default, mut cases) = (Temp::read(reader)?, reader.block()?, Vec::new());
    while !reader.at_line_end() {
        cases.push((i32::read(reader)?, reader.block()?));
    }
    Ok(Terminator::Switch { on, cases, default })
}

fn read_resume(reader: &mut Reader) -> Result<(LocalId, LocalId, BlockId), ReadError> {
    Ok((LocalId::read(reader)?, LocalId::read(reader)?, reader.block()?))
}

/// The text not read yet.
pub(crate) struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn error(&self, what: &'static str) -> ReadError {
        ReadError { line: self.line, what }
    }

    /// A reader of a part of this line.
    fn within<'b>(&self, text: &'b str) -> Reader<'b> {
        Reader { rest: text, line: self.line }
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    fn at_line_end(&mut self) -> bool {
        self.skip_spaces();
        self.rest.is_empty() || self.rest.starts_with('\n')
    }

    fn end_line(&mut self) -> Result<(), ReadError> {
        if !self.at_line_end() {
            return Err(self.error("expected the end of the line"));
        }
        self.next_line();
        Ok(())
    }

    /// To the first line that says something.
    fn next_line(&mut self) {
        loop {
            self.skip_spaces();
            if let Some(rest) = self.rest.strip_prefix('\n') {
                self.rest = rest;
                self.line += 1;
            } else if self.rest.starts_with("//") {
                let end = self.rest.find('\n').unwrap_or(self.rest.len());
                self.rest = &self.rest[end..];
            } else {
                return;
            }
        }
    }

    /// Up to the next space or bracket; a bracket is a word of its own.
    pub(crate) fn word(&mut self) -> Result<&'a str, ReadError> {
        self.skip_spaces();
        let is_end = |c: char| matches!(c, ' ' | '\n' | '[' | ']');
        let len = match self.rest.find(is_end) {
            Some(0) if !self.rest.starts_with('\n') => 1,
            Some(len) => len,
            None => self.rest.len(),
        };
        if len == 0 {
            return Err(self.error("the line ends too early"));
        }
        let (word, rest) = self.rest.split_at(len);
        self.rest = rest;
        Ok(word)
    }

    pub(crate) fn accept(&mut self, expected: &str) -> bool {
        let before = self.rest;
        let is_there = self.word().is_ok_and(|word| word == expected);
        if !is_there {
            self.rest = before;
        }
        is_there
    }

    pub(crate) fn expect(&mut self, expected: &'static str) -> Result<(), ReadError> {
        if self.accept(expected) { Ok(()) } else { Err(ReadError { line: self.line, what: expected }) }
    }

    /// A letter and a number.
    pub(crate) fn index(&mut self, letter: &str) -> Result<u32, ReadError> {
        let number = self.word()?.strip_prefix(letter).and_then(|digits| digits.parse().ok());
        number.ok_or(self.error("expected an index"))
    }

    fn block(&mut self) -> Result<BlockId, ReadError> {
        self.index("b").map(BlockId)
    }

    fn index_in_order(&mut self, letter: &str, expected: usize) -> Result<(), ReadError> {
        if self.index(letter)? as usize == expected {
            Ok(())
        } else {
            Err(self.error("an index out of order"))
        }
    }

    fn last<'f>(&self, functions: &'f mut [Function]) -> Result<&'f mut Function, ReadError> {
        functions.last_mut().ok_or(self.error("there is no function yet"))
    }

    pub(crate) fn at_quote(&mut self) -> bool {
        self.skip_spaces();
        self.rest.starts_with('"')
    }

    pub(crate) fn quoted(&mut self) -> Result<String, ReadError> {
        if !self.at_quote() {
            return Err(self.error("expected a quoted text"));
        }
        let mut text = String::new();
        let mut chars = self.rest[1..].char_indices();
        while let Some((index, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = &self.rest[index + 2..];
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, 'u')) => text.push(escaped(&mut chars).ok_or(self.error("not a character"))?),
                    Some((_, c)) => text.push(c),
                    None => break,
                },
                c => text.push(c),
            }
        }
        Err(self.error("a quoted text without end"))
    }
}

/// `{` hexadecimal digits `}`
fn escaped(chars: &mut std::str::CharIndices) -> Option<char> {
    let digits: String = chars.map(|(_, c)| c).skip_while(|c| *c == '{').take_while(|c| *c != '}').collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
}
