//! Where control goes in a function: successors, an order, dominators. What must hold of them: `verify`.
//!
//! An exception may leave a block before its last instruction, so a block is two nodes: its start, from which its
//! handler is reached, and its end, from which its successors are. A temp of the block exists at its end only.

use crate::module::{BlockId, Function, Terminator};

impl Terminator {
    /// Every block that control may go to next, handlers aside.
    pub fn successors(&self, visit: &mut dyn FnMut(BlockId)) {
        match self {
            Terminator::Jump(target) => visit(*target),
            Terminator::Branch { then, otherwise, .. } => {
                [then, otherwise].into_iter().for_each(|target| visit(*target))
            }
            Terminator::Switch { cases, default, .. } => {
                cases.iter().for_each(|(_, target)| visit(*target));
                visit(*default);
            }
            Terminator::Yield { resume, .. }
            | Terminator::Await { resume, .. }
            | Terminator::InitialYield { resume, .. } => visit(*resume),
            Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => {}
        }
    }

    /// The block in which execution goes on after a suspension.
    pub fn resume(&self) -> Option<BlockId> {
        match self {
            Terminator::Yield { resume, .. }
            | Terminator::Await { resume, .. }
            | Terminator::InitialYield { resume, .. } => Some(*resume),
            _ => None,
        }
    }
}

/// Dominators of a function whose block targets are all in range.
pub struct Flow {
    /// By node: 2 * block for the start, 2 * block + 1 for the end; `None`: not reachable.
    dominator: Vec<Option<u32>>,
    /// Position of each reachable node in reverse postorder.
    position: Vec<u32>,
}

impl Flow {
    pub fn new(function: &Function) -> Flow {
        let node_count = function.blocks.len() * 2;
        let nodes = reverse_postorder(function);
        let mut position = vec![u32::MAX; node_count];
        for (index, node) in nodes.iter().enumerate() {
            position[*node as usize] = index as u32;
        }
        let mut flow = Flow { dominator: vec![None; node_count], position };
        flow.find_dominators(function, &nodes);
        flow
    }

    pub fn is_reachable(&self, block: BlockId) -> bool {
        self.dominator[block.0 as usize * 2].is_some()
    }

    /// Does everything that reaches `block` go through the end of `definition` first?
    pub fn dominates(&self, definition: BlockId, block: BlockId) -> bool {
        let end = definition.0 * 2 + 1;
        let mut node = block.0 * 2;
        while let Some(next) = self.dominator[node as usize] {
            if next == end {
                return true;
            }
            if next == node {
                return false;
            }
            node = next;
        }
        false
    }

    /// Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm".
    fn find_dominators(&mut self, function: &Function, nodes: &[u32]) {
        let mut predecessors = vec![Vec::new(); self.dominator.len()];
        for node in nodes {
            node_successors(function, *node, &mut |next| predecessors[next as usize].push(*node));
        }
        self.dominator[0] = Some(0);
        let mut has_changed = true;
        while has_changed {
            has_changed = false;
            for node in &nodes[1..] {
                let known = predecessors[*node as usize]
                    .iter()
                    .filter(|node| self.dominator[**node as usize].is_some());
                let dominator = known.copied().reduce(|a, b| self.common(a, b));
                has_changed |= self.dominator[*node as usize] != dominator;
                self.dominator[*node as usize] = dominator;
            }
        }
    }

    fn common(&self, mut a: u32, mut b: u32) -> u32 {
        while a != b {
            if self.position[a as usize] < self.position[b as usize] {
                std::mem::swap(&mut a, &mut b);
            }
            a = self.dominator[a as usize].expect("the walk up stays among processed nodes");
        }
        a
    }
}

fn node_successors(function: &Function, node: u32, visit: &mut dyn FnMut(u32)) {
    let block = &function.blocks[node as usize / 2];
    if node % 2 == 1 {
        return block.end.successors(&mut |target| visit(target.0 * 2));
    }
    visit(node + 1);
    if let Some(handler) = block.handler {
        visit(handler.0 * 2);
    }
}

/// Without recursion: a function may have any number of blocks.
fn reverse_postorder(function: &Function) -> Vec<u32> {
    let mut is_seen = vec![false; function.blocks.len() * 2];
    let mut order = Vec::new();
    let mut open = vec![(0, false)];
    while let Some((node, is_left)) = open.pop() {
        if is_left {
            order.push(node);
        } else if !std::mem::replace(&mut is_seen[node as usize], true) {
            open.push((node, true));
            node_successors(function, node, &mut |next| {
                if !is_seen[next as usize] {
                    open.push((next, false));
                }
            });
        }
    }
    order.reverse();
    order
}

/// Reachable blocks so that definitions come before uses.
pub fn order(function: &Function) -> Vec<BlockId> {
    let nodes = reverse_postorder(function);
    nodes.into_iter().filter(|node| node % 2 == 0).map(|node| BlockId(node / 2)).collect()
}

/// Which blocks run after a suspension of the function.
pub fn after_suspension(function: &Function) -> Vec<bool> {
    let mut is_after = vec![false; function.blocks.len()];
    let mut open: Vec<BlockId> = function.blocks.iter().filter_map(|block| block.end.resume()).collect();
    while let Some(block) = open.pop() {
        if !std::mem::replace(&mut is_after[block.0 as usize], true) {
            let block = &function.blocks[block.0 as usize];
            block.end.successors(&mut |next| open.push(next));
            open.extend(block.handler);
        }
    }
    is_after
}
