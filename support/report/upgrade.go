package report

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/volconf/volconf/support/claim"
)

// firstResult is a result of schema 1: it knew of one document, and of one value
// for each label.
type firstResult struct {
	Result
	Source claim.Source      `json:"source"`
	Remark claim.Text        `json:"remark"`
	Labels map[string]string `json:"labels"`
}

// readFirst reads a report of schema 1 as one of today's.
func readFirst(content []byte) (*Report, error) {
	first := struct {
		*Report
		Claims []firstResult `json:"claims"`
	}{Report: &Report{}}
	if err := json.Unmarshal(content, &first); err != nil {
		return nil, err
	}
	r := first.Report
	r.Schema = Schema
	for _, old := range first.Claims {
		r.Claims = append(r.Claims, old.today())
	}
	return r, nil
}

func (old firstResult) today() Result {
	result := old.Result
	source := old.Source
	source.Document, source.Standing, source.Remark = claim.Article, old.Standing, old.Remark
	result.Sources = []claim.Source{source}
	for _, key := range slices.Sorted(maps.Keys(old.Labels)) {
		if result.Labels == nil {
			result.Labels = map[string][]string{}
		}
		result.Labels[key] = []string{old.Labels[key]}
	}
	return result
}
