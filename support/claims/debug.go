package claims

import "github.com/volconf/volconf/support/claim"

// Ephemeral containers.
var (
	DebugContainerRefusesPortsProbesResources = register(claim.Claim{
		ID: "debug-container-refuses-ports-probes-resources", Feature: claim.Debug,
		Statement: claim.Text{
			En: "An ephemeral container may have no ports, no probes, no lifecycle hook and no resources",
			Ko: "임시 컨테이너에는 포트, 프로브, 라이프사이클 훅, 리소스를 쓸 수 없다",
		},
		Sources: []claim.Source{
			{Document: "ephemeral-containers", Kind: claim.Sentence, Section: "what-is-an-ephemeral-container", Sentences: []string{"00b9494c1971466d", "e132d7493dfbe0f0", "70337a718b678e04"}},
		},
		Unlied: true,
	})
	DebugContainerRefusesSubPaths = register(claim.Claim{
		ID: "debug-container-refuses-sub-paths", Feature: claim.Debug,
		Statement: claim.Text{
			En: "An ephemeral container may mount a volume of its Pod whole, and not by subPath or subPathExpr",
			Ko: "임시 컨테이너는 파드의 볼륨을 통째로만 마운트할 수 있고 subPath나 subPathExpr로는 마운트할 수 없다",
		},
		Sources: []claim.Source{
			{
				Document: "ephemeral-containers", Kind: claim.Sentence, Section: "what-is-an-ephemeral-container", Sentences: []string{"1f03e3593df8cc1e"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The fields that are refused are told in part; of volumes it is left out that an ephemeral container mounts them whole only",
					Ko: "거절되는 필드는 일부만 적혀 있다; 임시 컨테이너가 볼륨을 통째로만 마운트할 수 있다는 것은 빠져 있다",
				},
			},
		},
		Unlied: true,
	})
	DebugContainerByItsOwnDoor = register(claim.Claim{
		ID: "debug-container-by-its-own-door", Feature: claim.Debug,
		Statement: claim.Text{
			En: "An ephemeral container is added to a Pod through a subresource of its own: a Pod cannot be made with one, nor get one by an ordinary change",
			Ko: "임시 컨테이너는 전용 하위 리소스로만 파드에 더할 수 있다: 처음부터 넣어 파드를 만들 수도, 보통의 변경으로 넣을 수도 없다",
		},
		Sources: []claim.Source{
			{Document: "ephemeral-containers", Kind: claim.Sentence, Section: "what-is-an-ephemeral-container", Sentences: []string{"0f843f755d5b13f2"}},
		},
		Unlied: true,
	})
)
