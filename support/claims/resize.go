package claims

import "github.com/volconf/volconf/support/claim"

// PersistentVolumeClaims that grow.
var (
	ResizeCanBeTakenBackNotBelowCapacity = register(claim.Claim{
		ID: "resize-can-be-taken-back-not-below-capacity", Feature: claim.Resize, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim whose request for more was not met can ask for less again, but only for more than it has",
			Ko: "더 달라는 요청이 이루어지지 않은 퍼시스턴트볼륨클레임은 다시 줄여 요청할 수 있지만 가진 것보다는 많아야 한다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "recovering-from-failure-when-expanding-volumes", Sentences: []string{"652a9d215256138e", "fbe33cac119a7486", "581e78d87edfae9d"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ResizeNeverShrinks = register(claim.Claim{
		ID: "resize-never-shrinks", Feature: claim.Resize, Unlied: true,
		Statement: claim.Text{
			En: "A bound PersistentVolumeClaim cannot ask for less than before, be its volume as large as it asked or larger",
			Ko: "바인딩된 퍼시스턴트볼륨클레임은 볼륨이 요청한 만큼이든 더 크든 이전보다 적게 요청할 수 없다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "recovering-from-failure-when-expanding-volumes", Sentences: []string{"219128760291c711"}},
			{Document: "storage-classes", Kind: claim.Sentence, Section: "allow-volume-expansion", Sentences: []string{"41158dd1a3c4505f"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ResizeNeedsAClassThatAllowsIt = register(claim.Claim{
		ID: "resize-needs-a-class-that-allows-it", Feature: claim.Resize, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim can ask for more only if it is bound, and if its class exists and allows it",
			Ko: "퍼시스턴트볼륨클레임은 바인딩되어 있고 그 클래스가 존재하며 허용할 때만 더 요청할 수 있다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "expanding-persistent-volumes-claims", Sentences: []string{"0fd694462c43e8e3", "62919f3911b69c5a"}},
			{Document: "storage-classes", Kind: claim.Implied, Section: "allow-volume-expansion", Sentences: []string{"04e560994b70ff9d"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ResizeNeedsSomeoneToDoIt = register(claim.Claim{
		ID: "resize-needs-someone-to-do-it", Feature: claim.Resize, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim of a volume that no driver can grow may ask for more: it is told to wait for a driver, and has what it had",
			Ko: "어떤 드라이버도 늘릴 수 없는 볼륨의 퍼시스턴트볼륨클레임도 더 요청할 수는 있지만, 드라이버를 기다리라는 말을 듣고 가진 것은 그대로이다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "expanding-persistent-volumes-claims", Sentences: []string{"5141ebb364bdbe6a"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "csi-volume-expansion", Sentences: []string{"6300292337043afc"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	ResizeMakesNoNewVolume = register(claim.Claim{
		ID: "resize-makes-no-new-volume", Feature: claim.Resize, Unlied: true,
		Statement: claim.Text{
			En: "A PersistentVolumeClaim that asks for more keeps its volume, although a free one has the size",
			Ko: "더 요청한 퍼시스턴트볼륨클레임은 그 크기의 빈 볼륨이 있어도 자기 볼륨을 그대로 가진다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "expanding-persistent-volumes-claims", Sentences: []string{"cb7cba26715df4a2"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
)
