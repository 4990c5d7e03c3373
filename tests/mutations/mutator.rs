//! Inputs made from others by a few small changes.

/// Bytes that mean something in many formats.
const TELLING: &[u8] = b"\0\t\n\r \"#&'()*+,-./0189:;<=>?@[\\]^_`{|}~\x7f\x80\xbf\xc3\xe2\xff";

/// Makes inputs: the same run is always the same.
pub(crate) struct Mutator<'a> {
    inputs: &'a [Vec<u8>],
    /// Those of them that are understood as they are, by number.
    understood: Vec<usize>,
    longest: usize,
    state: u64,
}

impl<'a> Mutator<'a> {
    pub(crate) fn new(inputs: &'a [Vec<u8>], understood: Vec<usize>, longest: usize) -> Self {
        Self { inputs, understood, longest, state: 0 }
    }

    /// The input of run number `run`: every second time one that is understood, every second time with a single
    /// change, else with up to eight.
    pub(crate) fn input(&mut self, run: u64) -> Vec<u8> {
        self.state = run.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let (known, any) = (self.below(self.understood.len().max(1)), self.below(self.inputs.len()));
        let number = if self.below(2) == 0 { self.understood.get(known).copied() } else { None };
        let number = number.unwrap_or(any);
        let mut bytes = self.inputs[number].clone();
        bytes.truncate(self.longest);
        let changes = if self.below(2) == 0 { 1 } else { 1 + self.below(8) };
        for _ in 0..changes {
            self.change(&mut bytes);
            bytes.truncate(self.longest);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let (at, length) = self.range(bytes.len());
        let (bit, any, telling) = (1 << self.below(8), self.next() as u8, self.telling());
        let mut one = |change: &dyn Fn(&mut u8)| bytes.get_mut(at).into_iter().for_each(change);
        match self.below(9) {
            0 => one(&|byte| *byte ^= bit),
            1 => one(&|byte| *byte = any),
            2 => one(&|byte| *byte = telling),
            3 => drop(bytes.drain(at..at + length)),
            4 => bytes.insert(at, telling),
            5 => {
                let again = bytes[at..at + length].to_vec();
                let to = self.below(bytes.len() + 1);
                bytes.splice(to..to, again);
            }
            6 => {
                let other = &self.inputs[self.below(self.inputs.len())];
                let (from, more) = self.range(other.len());
                bytes.splice(at..at + length, other[from..from + more].iter().copied());
            }
            7 => bytes.truncate(at),
            _ => self.renumber(bytes),
        }
    }

    /// Another number in place of one.
    fn renumber(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len() + 1);
        let Some(at) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else { return };
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = match self.below(4) {
            0 => self.below(10) as u64,
            1 => self.next() >> self.below(64),
            2 => u64::MAX - self.below(2) as u64,
            _ => 1 << self.below(64),
        };
        bytes.splice(at..at + length, number.to_string().into_bytes());
    }

    fn telling(&mut self) -> u8 {
        TELLING[self.below(TELLING.len())]
    }

    /// A start and a length within `size`, often short.
    fn range(&mut self, size: usize) -> (usize, usize) {
        let at = self.below(size + 1);
        let most = if self.below(4) == 0 { size - at } else { (size - at).min(16) };
        (at, self.below(most + 1))
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
