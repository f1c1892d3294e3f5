package claims

import "github.com/volconf/volconf/support/claim"

// User namespaces.
var (
	UserNSRefusesHostNamespacesAndDevices = register(claim.Claim{
		ID: "userns-refuses-host-namespaces-and-devices", Feature: claim.UserNS,
		Statement: claim.Text{
			En: "A Pod in a user namespace of its own may not use its node's network, PID or IPC namespace, nor may its containers have raw block devices",
			Ko: "사용자 네임스페이스를 쓰는 파드는 노드의 네트워크, PID, IPC 네임스페이스를 쓸 수 없고 컨테이너에 블록 장치를 줄 수도 없다",
		},
		Sources: []claim.Source{
			{Document: "user-namespaces", Kind: claim.Sentence, Section: "limitations", Sentences: []string{"0395bb1977b99ce1", "23f40502d3932223", "bef6f7029b2daa5a", "a62c75f475d593d7", "4460c4a177077688", "b2118b57533652d3", "66880343b4148069", "dc64336a2d181fbc", "ca0b9a754dbd6f1a"}},
		},
		// UserNamespacesSupport: on by default since 1.33; before, the field is dropped (kube_features.go).
		Versions: claim.Range{Since: "1.33", APIOnly: true},
		Needs:    claim.Needs{Level: claim.Privileged},
		Unlied:   true,
	})
	UserNSRelaxesRestricted = register(claim.Claim{
		ID: "userns-relaxes-restricted", Feature: claim.UserNS,
		Statement: claim.Text{
			En: "A namespace of level restricted takes a Pod that runs as root, or does not say that it will not, if the Pod is in a user namespace of its own; all else that the level asks it still asks",
			Ko: "restricted 수준의 네임스페이스는 사용자 네임스페이스를 쓰는 파드라면 루트로 실행되거나 runAsNonRoot가 없어도 받아들인다; 그 밖의 요구는 그대로이다",
		},
		Sources: []claim.Source{
			{
				Document: "user-namespaces", Kind: claim.Sentence, Section: "integration-with-pod-security-admission-checks", Sentences: []string{"32b5eaddd4df3318", "9333298c56077db5", "10fd4607b793bd4b", "7ad856007b9b603c", "a2355eeb0a9069b3", "c9b5d1db9ccb2a3a"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "The page has this as alpha of 1.29; since 1.35 it is part of the level itself and asks for no gate",
					Ko: "문서에는 1.29의 알파로 되어 있지만 1.35부터는 수준 자체에 들어 있어 게이트가 필요 없다",
				},
			},
		},
		// Part of the level since its version 1.35 (check_runAsNonRoot.go and check_runAsUser.go of k8s.io/pod-security-admission).
		Versions: claim.Range{Since: "1.35", APIOnly: true},
		Unlied:   true,
	})
)
