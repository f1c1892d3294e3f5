package claims

import "github.com/volconf/volconf/support/claim"

// Secrets as volumes.
var (
	TypeSecretExposesResource = register(claim.Claim{
		ID: "type-secret-exposes-resource", Feature: claim.Secret,
		Statement: claim.Text{
			En: "A secret volume shows the keys of a Secret, or those that it chooses, as read-only files in memory; the Pod waits as long as there is no Secret, " +
				"and finds the folder empty where it is optional",
			Ko: "secret 볼륨은 시크릿의 키 전부나 고른 키를 메모리에 있는 읽기 전용 파일로 보여 주고, 시크릿이 없으면 파드는 기다리며 optional이면 폴더가 비어 있다",
		},
		Sources: []claim.Source{
			{Document: "blog-ko", Kind: claim.Sentence, Section: "volume-types", Lines: "81", Sentences: []string{"2f5d88e9f166cbeb"}},
			{Document: "volumes", Kind: claim.Sentence, Section: "secret", Sentences: []string{"a1f6b96a9394bd5e", "413bbf81a3122e03"}},
			{
				Document: "volumes", Kind: claim.Sentence, Section: "secret", Sentences: []string{"5f89d5cc877c47f7"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "The files are in memory; on a node with swap that memory may be written to a disk, unless the kernel knows noswap",
					Ko: "파일은 메모리에 있지만, 스왑이 있는 노드에서 커널이 noswap을 모르면 그 메모리가 디스크에 쓰일 수 있다",
				},
			},
			{Document: "secret", Kind: claim.Sentence, Section: "information-security-for-secrets", Sentences: []string{"935eb3c6e8a4f59d"}},
			{Document: "secret", Kind: claim.Sentence, Section: "restriction-secret-must-exist", Sentences: []string{"e2c1d5ecad2214e9"}},
			{
				Document: "secret", Kind: claim.Sentence, Section: "restriction-secret-must-exist", Sentences: []string{"123825bd6e35b3e1"},
				Standing: claim.Imprecise,
				Remark: claim.Text{
					En: "So it is with volumes; of variables only the container that asks for one waits, the others start",
					Ko: "볼륨에 대해서는 그렇지만, 환경 변수에 대해서는 그것을 쓰는 컨테이너만 기다리고 나머지는 시작된다",
				},
			},
			{Document: "distribute-credentials-secure", Kind: claim.Sentence, Section: "create-a-pod-that-has-access-to-the-secret-data-through-a-volume", Sentences: []string{"6e702223ba1dd3ef", "2efb609b5cb5869a"}},
		},
		Needs: claim.Needs{Level: claim.Baseline, Capabilities: []string{claim.NodeObserver, claim.KubeletRoot, claim.DiskVolumes}},
	})
)
