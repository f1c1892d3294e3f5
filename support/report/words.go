package report

import (
	"fmt"
	"strings"

	"github.com/volconf/volconf/support/claim"
)

// The words of the reports, in both languages.
var (
	wordPartial   = claim.Text{En: "Partial run (%s): nothing passes, whatever its steps say.", Ko: "부분 실행(%s): 단계가 모두 성공해도 통과로 보지 않는다."}
	wordProblems  = claim.Text{En: "Problems outside the claims", Ko: "주장 밖의 문제"}
	wordRepeat    = claim.Text{En: "To repeat this run:", Ko: "같은 실행을 반복하려면:"}
	wordAllClaims = claim.Text{En: "All claims", Ko: "모든 주장"}
	wordVerdict   = claim.Text{En: "Verdict", Ko: "판정"}
	wordClaim     = claim.Text{En: "Claim", Ko: "주장"}
	wordStatement = claim.Text{En: "Statement", Ko: "내용"}
	wordTime      = claim.Text{En: "Time", Ko: "시간"}
	wordReport    = claim.Text{En: "Report", Ko: "보고서"}
	wordReach     = claim.Text{En: "Reach", Ko: "범위"}
	wordDocuments = claim.Text{En: "What the suite asserts of each document", Ko: "문서마다 스위트가 검증하는 것"}
	wordDocument  = claim.Text{En: "Document", Ko: "문서"}
	wordClaims    = claim.Text{En: "Claims", Ko: "주장"}
	wordUnits     = claim.Text{En: "Statements", Ko: "문장"}
	wordClaimed   = claim.Text{En: "claimed", Ko: "주장됨"}
	wordReasoned  = claim.Text{En: "need none", Ko: "필요 없음"}
	wordOpen      = claim.Text{En: "open", Ko: "미정"}
	wordLicence   = claim.Text{
		En: "Read in %s at commit %s, © %s, licence %s; hashes of its sentences are kept, and no text:",
		Ko: "%s의 커밋 %s에서 읽음, © %s, 라이선스 %s; 문장의 해시만 보관하고 본문은 보관하지 않는다:",
	}
	wordNoCluster = claim.Text{En: "no cluster was reached", Ko: "클러스터에 닿지 못함"}
)

// verdictWord is what a reader sees; verdictHeading heads a list of them.
var (
	verdictWord = map[Verdict]claim.Text{
		Pass:          {En: "pass", Ko: "통과"},
		Fail:          {En: "fail", Ko: "실패"},
		Error:         {En: "error", Ko: "오류"},
		NotApplicable: {En: "not applicable", Ko: "해당 없음"},
		Skipped:       {En: "skipped", Ko: "건너뜀"},
	}
	verdictHeading = map[Verdict]claim.Text{
		Pass:          {En: "Claims that hold", Ko: "성립하는 주장"},
		Fail:          {En: "Broken claims", Ko: "깨진 주장"},
		Error:         {En: "Claims that could not be judged", Ko: "판정하지 못한 주장"},
		NotApplicable: {En: "Not applicable here", Ko: "이 클러스터에 해당 없음"},
		Skipped:       {En: "Not selected", Ko: "선택하지 않음"},
	}
	// mark tells verdicts apart without colour.
	mark = map[Verdict]string{Pass: "✓", Fail: "✗", Error: "!", NotApplicable: "–", Skipped: "·"}
)

var originWord = map[string]claim.Text{
	MadeByRun: {En: MadeByRun, Ko: "이 실행이 만듦"},
	Reused:    {En: "reused from an earlier run", Ko: "이전 실행의 것을 다시 씀"},
	Existing:  {En: "somebody else's cluster", Ko: "기존 클러스터"},
}

// Title is the run in one line: "16 of 18 claims hold, 1 is broken, 1 is in error".
func (r *Report) Title(lang Lang) string {
	c := r.Summary()
	if c.Ran() == 0 {
		return lang.In(claim.Text{En: "No claim was judged", Ko: "판정한 주장이 없음"})
	}
	parts := []string{fmt.Sprintf(lang.In(claim.Text{En: "%d of %s", Ko: "주장 %[2]s 가운데 %[1]d개 성립"}), c[Pass], lang.count(c.Ran(), "claim holds", "claims hold", "%d개"))}
	if n := len(r.unexpected(Fail)); n > 0 {
		parts = append(parts, lang.count(n, "is broken", "are broken", "%d개 깨짐"))
	}
	if n := len(r.unexpected(Error)); n > 0 {
		parts = append(parts, lang.count(n, "could not be judged", "could not be judged", "%d개 판정 불가"))
	}
	if n := len(r.known()); n > 0 {
		parts = append(parts, lang.count(n, "deviation is known", "deviations are known", "알려진 차이 %d개"))
	}
	if n := len(r.unmet()); n > 0 {
		parts = append(parts, lang.count(n, "expectation is not met", "expectations are not met", "들어맞지 않은 예상 %d개"))
	}
	return strings.Join(parts, ", ")
}

func (l Lang) count(n int, one, many, korean string) string {
	if l == Korean {
		return fmt.Sprintf(korean, n)
	}
	return plural(n, one, many)
}

// Subtitle is where the run took place: "Kubernetes v1.36.3 · 3 nodes · podman · 62 s".
func (r *Report) Subtitle(lang Lang) string {
	parts := []string{lang.In(wordNoCluster)}
	if c := r.Cluster; c != nil {
		parts = []string{"Kubernetes " + c.Kubernetes, lang.count(len(c.Nodes), "node", "nodes", "노드 %d개")}
		if c.Engine != "" {
			parts = append(parts, c.Engine)
		}
		if origin, ok := originWord[c.Origin]; ok {
			parts = append(parts, lang.In(origin))
		}
	}
	if r.Run.Seconds > 0 {
		parts = append(parts, duration(r.Run.Seconds))
	}
	return strings.Join(parts, " · ")
}

// duration words seconds with the precision that a reader wants.
func duration(s float64) string {
	switch {
	case s <= 0:
		return "–"
	case s < 10:
		return fmt.Sprintf("%.1f s", s)
	case s < 100:
		return fmt.Sprintf("%.0f s", s)
	}
	return fmt.Sprintf("%.0f min %02.0f s", float64(int(s)/60), float64(int(s)%60))
}
