package document

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
)

// unclaimed holds the sentences that need no claim, by hash. A sentence that is
// neither here nor claimed is open.
var unclaimed = map[string]claim.Text{
	"98767b4bce265e2e": introduces,       // line 12
	"3f3b54498f68f2d5": introduces,       // line 12
	"36443d5ba1539cdc": introduces,       // line 14
	"0c8a00baeffa0a80": introduces,       // line 69
	"7c51d8e94fe1444d": introduces,       // line 69
	"d8eec2441d788d99": introduces,       // line 71
	"3fd29a3f97e5c9db": introduces,       // line 324
	"cb6a8be9592d242d": leadsOver,        // line 51
	"43be1d3d8674af00": leadsOver,        // line 60
	"dbcadf5ed8098f33": leadsOver,        // line 116
	"2709285917bca5d4": leadsOver,        // line 181
	"b5d280b5bea853a3": leadsOver,        // line 190
	"fa2101c8cf57cec8": leadsOver,        // line 213
	"2f1a16b5d263e433": leadsOver,        // line 215
	"f55f16aa466a3092": leadsOver,        // line 250
	"e9b68258cc689a60": leadsOver,        // line 254
	"ab76ba9e1826dd7f": leadsOver,        // line 43
	"21222785ab4b459a": describesExample, // line 45
	"41cbd02bda68fa9c": describesExample, // line 112
	"79b807d7246cb7ef": describesExample, // line 114
	"d05e17b5d44516cf": describesExample, // line 127
	"37ebeeae154505f1": describesExample, // line 244
	"f88ae0b734b035a8": showsAgain,       // line 186
	"6fc2f8829907de42": showsAgain,       // line 194
	"c1c4b6ff8fb55646": saysAgain,        // line 263
	"556fc37d29c1dc08": saysAgain,        // line 366
	"4c34b6355caa7192": defines,          // line 265
	"09763d77b8081a94": advises,          // line 263
	"8c24a7c79eb24f47": advises,          // line 326
	"74b9e47c4cb5fe76": advises,          // line 330
	"2ce48f2ed423b99b": compares,         // line 332
	"e851e65d24d2056b": compares,         // line 334
	"752b1b3496289b25": notKubernetes,    // line 338
	"4db43663f49685aa": pointsElsewhere,  // line 411
	"a7f8c41cb1973388": pointsElsewhere,  // line 411
	"670f8ab6fd150076": pointsElsewhere,  // line 419
	"2c89ba8ffd409fc3": pointsElsewhere,  // line 421
	"306d8bde19f4f2c3": pointsElsewhere,  // line 423
}

// Unclaimed says why a sentence needs no claim; ok is false if it is open.
func Unclaimed(hash string) (reason claim.Text, ok bool) {
	reason, ok = unclaimed[hash]
	return reason, ok
}
