package ops

import "github.com/streamgage/streamgage/ops/internal/group"

// groupList is a doubly linked list of groups. Element 0 stands for both ends of the list, and element id+1 for a
// group. after and before have the next and the previous element of each; those of a group that is not in the list are
// NoGroup.
type groupList struct{ after, before []int32 }

func newGroupList() groupList { return groupList{[]int32{0}, []int32{0}} }

// front returns the first group, or NoGroup.
func (q *groupList) front() int32 { return q.after[0] - 1 }

// next returns the group after a group, or NoGroup.
func (q *groupList) next(id int32) int32 { return q.after[id+1] - 1 }

// has returns whether a group is in the list.
func (q *groupList) has(id int32) bool {
	return int(id)+1 < len(q.after) && q.after[id+1] != group.NoGroup
}

// toBack moves a group to the end, or adds it there.
func (q *groupList) toBack(id int32) {
	for len(q.after) < int(id)+2 {
		q.after, q.before = append(q.after, group.NoGroup), append(q.before, group.NoGroup)
	}
	if q.has(id) {
		q.remove(id)
	}
	at, last := id+1, q.before[0]
	q.after[last], q.before[0] = at, at
	q.after[at], q.before[at] = 0, last
}

// remove removes a group, which must be in the list.
func (q *groupList) remove(id int32) {
	at := id + 1
	q.after[q.before[at]], q.before[q.after[at]] = q.after[at], q.before[at]
	q.after[at], q.before[at] = group.NoGroup, group.NoGroup
}
