package ops

import "github.com/streamgage/streamgage/ops/internal/group"

// groupList is a list of groups from which any can be taken: two links for each. They stand in a ring, with an end at 0,
// so a group's links are at its number and 1.
type groupList struct{ after, before []int32 }

func newGroupList() groupList { return groupList{[]int32{0}, []int32{0}} }

// front gives the first group, or None.
func (q *groupList) front() int32 { return q.after[0] - 1 }

// next gives the group behind one, or None.
func (q *groupList) next(id int32) int32 { return q.after[id+1] - 1 }

// has says whether a group is in the list.
func (q *groupList) has(id int32) bool {
	return int(id)+1 < len(q.after) && q.after[id+1] != group.None
}

// toBack puts a group at the end, wherever it was.
func (q *groupList) toBack(id int32) {
	for len(q.after) < int(id)+2 {
		q.after, q.before = append(q.after, group.None), append(q.before, group.None)
	}
	if q.has(id) {
		q.remove(id)
	}
	at, last := id+1, q.before[0]
	q.after[last], q.before[0] = at, at
	q.after[at], q.before[at] = 0, last
}

// remove takes a group out, which must be in the list.
func (q *groupList) remove(id int32) {
	at := id + 1
	q.after[q.before[at]], q.before[q.after[at]] = q.after[at], q.before[at]
	q.after[at], q.before[at] = group.None, group.None
}
