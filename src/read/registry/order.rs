//! Bringing many items into another order where they are.

/// Brings items into an order, given by where each stands now; those that are not in it are let go of.
///
/// Whatever the order, no more steps are taken than there are items: each change of places puts one aside, and each is
/// looked for once.
pub(super) fn arrange<T>(items: &mut Vec<T>, mut order: Vec<usize>) {
    for to in 0..order.len() {
        let Some(wanted) = order.get(to).copied() else { break };
        // what stood further ahead has changed places with what came there
        let moved = |from: &usize| order.get(*from).copied().filter(|_| *from < to);
        let from = std::iter::successors(Some(wanted), moved).last().unwrap_or(wanted);
        if let Some(stands) = order.get_mut(to) {
            *stands = from;
        }
        items.swap(to, from);
    }
    items.truncate(order.len());
}

#[cfg(test)]
mod tests {
    use super::arrange;

    #[test]
    fn items_come_into_any_order_and_the_rest_is_let_go() {
        for (order, there) in [
            (vec![2, 0, 3, 1], "cadb"),
            (vec![3, 0, 1, 2], "dabc"),
            (vec![3, 2, 1, 0], "dcba"),
            (vec![0, 1, 2, 3], "abcd"),
            (vec![1, 2, 3, 0], "bcda"),
            (vec![3, 1], "db"),
            (vec![2], "c"),
            (vec![], ""),
        ] {
            let mut items = vec!['a', 'b', 'c', 'd'];
            arrange(&mut items, order);
            assert_eq!(items.iter().collect::<String>(), there);
        }
    }
}
