package claims

import "github.com/volconf/volconf/support/claim"

// Several sources in one folder.
var (
	ProjectedCollidingPathsAreRefused = register(claim.Claim{
		ID: "projected-colliding-paths-are-refused", Feature: claim.Projected,
		Statement: claim.Text{
			En: "Two sources of a projected volume may not name one path, but if one is a token that is only warned about; where two sources have a file of one name the later one counts",
			Ko: "프로젝티드 볼륨의 두 소스는 같은 경로를 적을 수 없지만 하나가 토큰이면 경고만 받는다; 두 소스에 같은 이름의 파일이 있으면 뒤의 것이 쓰인다",
		},
		Sources: []claim.Source{
			{Document: "projected-volumes", Kind: claim.Extension, Section: "introduction"},
		},
		Unlied: true,
	})
	ProjectedSourcesAreOfThePodsNamespace = register(claim.Claim{
		ID: "projected-sources-are-of-the-pods-namespace", Feature: claim.Projected,
		Statement: claim.Text{
			En: "A source of a projected volume names no namespace: it is the Pod's, which waits for it although another namespace has one of that name",
			Ko: "프로젝티드 볼륨의 소스에는 네임스페이스를 적을 수 없다: 파드의 네임스페이스에서 찾으며, 다른 네임스페이스에 같은 이름이 있어도 파드는 기다린다",
		},
		Sources: []claim.Source{
			{Document: "projected-volumes", Kind: claim.Sentence, Section: "introduction", Sentences: []string{"2a966cca7a780159"}},
		},
		Unlied: true,
	})
	TokenMountCanBeSwitchedOff = register(claim.Claim{
		ID: "token-mount-can-be-switched-off", Feature: claim.Projected,
		Statement: claim.Text{
			En: "A Pod gets its account's token mounted unless it or the account says no; what the Pod says counts more",
			Ko: "파드에는 파드나 서비스 어카운트가 거부하지 않는 한 토큰이 마운트되고, 둘이 다르면 파드의 말이 우선한다",
		},
		Sources: []claim.Source{
			{Document: "configure-service-account", Kind: claim.Sentence, Section: "opt-out-of-api-credential-automounting", Sentences: []string{"1337318b65c1aa16", "928ed43be5d59d6a", "c7ba138683b4c5c6", "889f4e74264631c5"}},
		},
		Needs:  claim.Needs{OwnNamespace: true},
		Unlied: true,
	})
	PodCertificateBounds = register(claim.Claim{
		ID: "pod-certificate-bounds", Feature: claim.Projected,
		Statement: claim.Text{
			En: "A certificate for a Pod may be asked for an hour to 91 days, of a signer of Kubernetes itself for a day at most, with a key of one of six types, and without any gate",
			Ko: "파드 인증서는 1시간에서 91일까지, 쿠버네티스 자체 서명자에게는 하루까지 요청할 수 있고, 키는 여섯 종류 가운데 하나이며, 기능 게이트가 필요 없다",
		},
		Sources: []claim.Source{
			{Document: "projected-volumes", Kind: claim.Sentence, Section: "podcertificate", Sentences: []string{"8a8ccf3d415cb786", "3f33f12908079458", "74c8c3afc38f079b"}},
			{
				Document: "projected-volumes", Kind: claim.Sentence, Section: "podcertificate", Sentences: []string{"dabebbbac3874351"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "Pod certificates are generally available since 1.37 and on by default: no gate has to be set for the field to be kept",
					Ko: "파드 인증서는 1.37에서 정식 기능이 되어 기본으로 켜져 있다: 게이트를 켜지 않아도 필드가 유지된다",
				},
			},
		},
		// PodCertificateRequest: generally available and on by default since 1.37 (kube_features.go).
		Versions: claim.Range{Since: "1.37", APIOnly: true},
		Unlied:   true,
	})
)
