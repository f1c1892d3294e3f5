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
	SecretStringDataWins = register(claim.Claim{
		ID: "secret-string-data-wins", Feature: claim.Secret,
		Statement: claim.Text{
			En: "stringData of a Secret is merged into its data, and wins where both have a key",
			Ko: "시크릿의 stringData는 data에 합쳐지고, 같은 키가 있으면 stringData의 값이 쓰인다",
		},
		Sources: []claim.Source{
			{Document: "secret", Kind: claim.Sentence, Section: "restriction-names-data", Sentences: []string{"23033cb0bde1b692", "fd6963f6b614f9ab"}},
		},
		Unlied: true,
	})
	SecretDefaultIsOpaque = register(claim.Claim{
		ID: "secret-default-is-opaque", Feature: claim.Secret,
		Statement: claim.Text{
			En: "A Secret without a type, or with an empty one, is of type Opaque",
			Ko: "타입이 없거나 빈 시크릿은 Opaque 타입이다",
		},
		Sources: []claim.Source{
			{Document: "secret", Kind: claim.Sentence, Section: "opaque-secrets", Sentences: []string{"571f4821dc2f8c5a"}},
			{Document: "secret", Kind: claim.Sentence, Section: "secret-types", Sentences: []string{"0ff2e354efae99ed"}},
		},
		Unlied: true,
	})
	SecretTypesCheckTheirKeys = register(claim.Claim{
		ID: "secret-types-check-their-keys", Feature: claim.Secret,
		Statement: claim.Text{
			En: "A Secret of a built-in type must have the keys of that type; what they mean is not checked, but for Docker credentials that they are JSON",
			Ko: "내장 타입의 시크릿에는 그 타입의 키가 있어야 한다; 값의 뜻은 확인하지 않지만 도커 자격 증명은 JSON이어야 한다",
		},
		Sources: []claim.Source{
			{Document: "secret", Kind: claim.Sentence, Section: "tls-secrets", Sentences: []string{"2f075f148f8efd61"}},
			{Document: "secret", Kind: claim.Sentence, Section: "docker-config-secrets", Sentences: []string{"835372eb645b1fb6", "1e77e364148e90f4"}},
			{Document: "secret", Kind: claim.Sentence, Section: "ssh-authentication-secrets", Sentences: []string{"b70cdd0d2796cb02"}},
		},
		Unlied: true,
	})
)
