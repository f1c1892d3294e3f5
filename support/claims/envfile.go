package claims

import "github.com/volconf/volconf/support/claim"

// Variables from a file in a volume.
var (
	EnvFileEmptyDirOnly = register(claim.Claim{
		ID: "envfile-emptydir-only", Feature: claim.EnvFile,
		Statement: claim.Text{
			En: "A file that variables are taken from lies in an emptyDir of the Pod: a reference to another type of volume, or to none, is refused",
			Ko: "환경 변수를 가져오는 파일은 파드의 emptyDir에 있어야 한다: 다른 타입의 볼륨이나 없는 볼륨을 가리키면 거절된다",
		},
		Sources: []claim.Source{
			{Document: "define-environment-variable-via-file", Kind: claim.Implied, Section: "how-the-design-works", Sentences: []string{"43e1ddf44d4743e9"}},
		},
		// EnvFiles: on by default since 1.35 (kube_features.go).
		Versions: claim.Range{Since: "1.35", APIOnly: true},
		Unlied:   true,
	})
)
