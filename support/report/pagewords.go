package report

import "github.com/volconf/volconf/support/claim"

// pageWords are the labels of the pages.
var pageWords = map[string]claim.Text{
	"kind-of-page":    {En: "conformance of Kubernetes volumes", Ko: "쿠버네티스 볼륨 적합성"},
	"language":        {En: "Language", Ko: "언어"},
	"skip-to-claims":  {En: "Skip to the claims", Ko: "주장으로 건너뛰기"},
	"attention":       {En: "Needs attention", Ko: "살펴볼 것"},
	"claims":          {En: "Claims", Ko: "주장"},
	"verdict":         {En: "Verdict", Ko: "판정"},
	"feature":         {En: "Feature", Ko: "기능"},
	"all":             {En: "all", Ko: "전체"},
	"reach":           wordReach,
	"documents":       wordDocuments,
	"document":        wordDocument,
	"units":           wordUnits,
	"units-claimed":   wordClaimed,
	"units-reasoned":  wordReasoned,
	"units-open":      wordOpen,
	"measured":        {En: "Measured times", Ko: "측정한 시간"},
	"cluster-and-run": {En: "Cluster and run", Ko: "클러스터와 실행"},
	"cluster":         {En: "Cluster", Ko: "클러스터"},
	"engine":          {En: "Container engine", Ko: "컨테이너 엔진"},
	"node-image":      {En: "Node image", Ko: "노드 이미지"},
	"run":             {En: "Run", Ko: "실행"},
	"suite":           {En: "Suite", Ko: "스위트"},
	"ended":           {En: "Ended with", Ko: "종료"},
	"repeat":          {En: "To repeat this run:", Ko: "같은 실행을 반복하려면:"},
	"nodes":           {En: "Nodes", Ko: "노드"},
	"node":            {En: "Node", Ko: "노드"},
	"roles":           {En: "Roles", Ko: "역할"},
	"runtime":         {En: "Runtime", Ko: "런타임"},
	"kernel":          {En: "Kernel", Ko: "커널"},
	"system":          {En: "System", Ko: "시스템"},
	"images":          {En: "Images", Ko: "이미지"},
	"image":           {En: "Image", Ko: "이미지"},
	"reference":       {En: "Reference", Ko: "참조"},
	"standins":        {En: "with a stand-in for", Ko: "대역 사용:"},
	"implementation":  {En: "Implementation", Ko: "구현"},
	"digest":          {En: "Digest", Ko: "다이제스트"},
	"also":            {En: "For machines:", Ko: "기계용:"},
	"observed":        {En: "What was observed", Ko: "관찰한 것"},
	"steps":           {En: "Steps", Ko: "단계"},
	"step":            {En: "Step", Ko: "단계"},
	"outcome":         {En: "Outcome", Ko: "결과"},
	"time":            {En: "Time", Ko: "시간"},
	"bound":           {En: "bound", Ko: "한도"},
	"faster":          {En: "The faster ones", Ko: "더 빠른 것"},
	"claim":           {En: "Claim", Ko: "주장"},
	"claims-by-minor": {En: "Claims by Kubernetes minor", Ko: "쿠버네티스 마이너별 주장"},
	"rows":            {En: "Rows", Ko: "행"},
	"rows-changed":    {En: "those that differ between minors", Ko: "마이너마다 다른 것"},
	"pass-everywhere": {En: "Pass on every minor:", Ko: "모든 마이너에서 통과:"},
	"absent":          {En: "not in this report", Ko: "이 보고서에 없음"},
	"no-cluster-in":   {En: "A run never reached a cluster:", Ko: "클러스터에 닿지 못한 실행:"},
	"sentences-right": {En: "Claims whose sentences in the documents are right", Ko: "문서들의 문장이 맞는 주장"},

	"skip-to-document": {En: "Skip to the document", Ko: "문서로 건너뛰기"},
	"lost":             {En: "Claims whose sentence is not in this document", Ko: "이 문서에 문장이 없는 주장"},
	"unclaimed":        {En: "Sentences that no claim covers", Ko: "주장이 다루지 않는 문장"},
	"of-them-open":     {En: "Open:", Ko: "미정:"},
	"line":             {En: "line", Ko: "행"},
	"open":             {En: "open: no claim, and no reason why not", Ko: "미정: 주장도 없고 이유도 없다"},

	"since-the-earlier-matrix": {En: "Since the earlier matrix", Ko: "이전 표와 견주어"},
	"from-minor-to-minor":      {En: "From minor to minor", Ko: "마이너 사이의 변화"},

	"shown":    {En: "Shown:", Ko: "표시:"},
	"evidence": {En: "Evidence", Ko: "증거"},
}

// standingWord says what became of the document's own words.
var standingWord = map[claim.Standing]claim.Text{
	claim.Holds:     {En: "The document is right.", Ko: "문서가 맞다."},
	claim.Imprecise: {En: "The document is imprecise.", Ko: "문서가 부정확하다."},
	claim.Dated:     {En: "The document is dated.", Ko: "문서가 옛 내용이다."},
	claim.Wrong:     {En: "The document is wrong.", Ko: "문서가 틀렸다."},
}

// reachWord says how far into a cluster a claim's Test gets.
var reachWord = map[claim.Reach]claim.Text{
	claim.EveryCluster:    {En: "every cluster", Ko: "모든 클러스터"},
	claim.NodeAccess:      {En: "node access", Ko: "노드 접근"},
	claim.OneDistribution: {En: "one distribution", Ko: "특정 배포판"},
}

// outcomeVerdict gives a step's outcome the mark and colour of a verdict.
var outcomeVerdict = map[Outcome]Verdict{StepHeld: Pass, StepBroken: Fail, StepError: Error, StepNotRun: Skipped}

var outcomeWord = map[Outcome]claim.Text{
	StepHeld:   {En: "pass", Ko: "통과"},
	StepBroken: {En: "fail", Ko: "실패"},
	StepError:  {En: "error", Ko: "오류"},
	StepNotRun: {En: "not run", Ko: "실행 안 함"},
}

var kindWord = map[StepKind]claim.Text{
	Setup:   {En: "set-up", Ko: "준비"},
	Assess:  {En: "assessment", Ko: "판정"},
	Control: {En: "control", Ko: "대조"},
	Act:     {En: "act", Ko: "조작"},
}

var stageWord = map[Stage]claim.Text{
	UsageStage:   {En: "Usage", Ko: "사용법"},
	SetupStage:   {En: "Set-up failed", Ko: "준비 실패"},
	RunStage:     {En: "The run was disturbed", Ko: "실행이 방해받음"},
	CleanupStage: {En: "Clean-up failed", Ko: "정리 실패"},
	LeftOver:     {En: "Left behind", Ko: "남은 것"},
}

var measureWord = map[string]claim.Text{
	PodDeleted:         {En: "Pod deleted to gone", Ko: "파드 삭제 요청부터 사라지기까지"},
	DeploymentStart:    {En: "Deployment created to available", Ko: "디플로이먼트 생성부터 사용 가능까지"},
	ContentChanged:     {En: "Served content to its next change", Ko: "제공 내용이 다시 바뀌기까지"},
	PodStart:           {En: "Pod created to Ready", Ko: "파드 생성부터 준비까지"},
	ConfigPropagation:  {En: "Changed configMap to seen in the volume", Ko: "configMap 변경이 볼륨에 보이기까지"},
	CommitPropagation:  {En: "Pushed commit to served content", Ko: "커밋 푸시가 제공 내용에 반영되기까지"},
	ContainerRestarted: {En: "Container ended to running again", Ko: "컨테이너 종료부터 재실행까지"},
	VolumeTornDown:     {En: "Pod deleted to volume gone from the node", Ko: "파드 삭제부터 노드에서 볼륨이 사라지기까지"},
}
