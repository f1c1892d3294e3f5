package documents

import "github.com/volconf/volconf/support/claim"

// The reasons why a sentence needs no claim.
var (
	introduces       = claim.Text{En: "introduces a topic", Ko: "주제를 소개한다"}
	leadsOver        = claim.Text{En: "leads over to the next part", Ko: "다음 부분으로 이어 준다"}
	describesExample = claim.Text{En: "describes an example that claims assert as a whole", Ko: "전체를 주장으로 검증하는 예제를 설명한다"}
	showsAgain       = claim.Text{En: "shows on a picture what a claim asserts", Ko: "주장이 검증하는 것을 그림으로 보여 준다"}
	saysAgain        = claim.Text{En: "says again what a claimed sentence says", Ko: "주장이 있는 문장을 되풀이한다"}
	defines          = claim.Text{En: "defines a word", Ko: "용어를 정의한다"}
	advises          = claim.Text{En: "gives advice; a cluster cannot contradict it", Ko: "조언이므로 클러스터로 반증할 수 없다"}
	compares         = claim.Text{En: "draws a comparison", Ko: "비유이다"}
	notKubernetes    = claim.Text{En: "is not about Kubernetes", Ko: "쿠버네티스에 대한 말이 아니다"}
	pointsElsewhere  = claim.Text{En: "points to another text", Ko: "다른 글을 가리킨다"}
	preparesReader   = claim.Text{En: "says what the reader of a task needs first", Ko: "작업을 따라 하기 전에 준비할 것을 말한다"}
	cleansUp         = claim.Text{En: "cleans up after a task", Ko: "작업 뒤를 정리한다"}
	notVolumes       = claim.Text{En: "is not about volumes", Ko: "볼륨에 대한 말이 아니다"}
	ofOneVendor      = claim.Text{En: "is about one vendor's storage", Ko: "특정 공급자의 스토리지에 대한 말이다"}
	ofWindows        = claim.Text{En: "is about nodes that run Windows", Ko: "윈도우 노드에 대한 말이다"}
)

// beginning is the title of what stands above the first heading of a page.
var beginning = claim.Text{En: "What the page begins with", Ko: "페이지의 첫머리"}
