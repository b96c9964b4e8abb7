package columns

import "github.com/exitgraph/exitgraph/graph"

// lay puts the findings in rows. Within a cluster and its findings that stand, or do
// not, those that were read in one report stand side by side: reports come in order, and
// each finding goes behind those of its part of its cluster, so that nothing is sorted.
func (r *findingRows) lay() {
	m := graph.ModelOf(graph.KindFinding)
	parts, next := r.partsOfClusters()
	place := func(at int32) {
		part := parts[at]
		r.id[next[part]], r.row[at] = r.x.base[graph.KindFinding]+at, next[part]
		next[part]++
	}
	for at, report := range r.x.Along(m.Field("report")).ones(len(r.id)) {
		if report == noID {
			place(int32(at))
		}
	}
	for _, id := range r.x.Against(m.Field("report")).to {
		place(id - r.x.base[graph.KindFinding])
	}
}

// partsOfClusters numbers the clusters, and says of each finding in which part of which
// cluster it stands, and where each part begins.
func (r *findingRows) partsOfClusters() (parts, next []int32) {
	m := graph.ModelOf(graph.KindFinding)
	of, studies := r.x.Along(m.Field("study")).ones(len(r.id)), r.x.base[graph.KindStudy]
	r.ofStudy, r.study = make([]int32, r.x.Size(graph.KindStudy)), []int32{-1}
	for _, study := range of {
		if study != noID {
			r.ofStudy[study-studies] = 1
		}
	}
	for i, has := range r.ofStudy {
		if has != 0 {
			r.ofStudy[i] = int32(len(r.study))
			r.study = append(r.study, int32(i))
		}
	}
	r.noStudy = int32(len(r.study))
	r.study = append(r.study, -1)

	status, stands := r.x.cols[m.Field("status")].enum(), newCoder(m.Field("status")).code(string(graph.Current))
	parts, next = make([]int32, len(r.id)), make([]int32, 2*len(r.study)+1)
	for at, study := range of {
		part := 2 * r.noStudy
		if study != noID {
			part = 2 * r.ofStudy[study-studies]
		}
		if status[at] != stands {
			part++
		}
		parts[at] = part
		next[part+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	r.from, r.upTo = make([]int32, len(r.study)+1), make([]int32, len(r.study))
	for c := range r.upTo {
		r.from[c], r.upTo[c] = next[2*c], next[2*c+1]
	}
	r.from[len(r.study)] = int32(len(r.id))
	return parts, next
}

// refer writes which records the findings of rows refer to, as places within their kind;
// it writes nothing where out is nil.
func refer[T uint8 | uint16 | uint32](out []T, ids, to []int32, first, base, absent int32) {
	for row := range out {
		code := absent
		if target := to[ids[row]-first]; target != noID {
			code = target - base
		}
		out[row] = T(code)
	}
}
