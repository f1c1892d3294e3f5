package claims

import "github.com/volconf/volconf/support/claim"

// What fills a new volume.
var (
	DataSourceAndRefMirrorEachOther = register(claim.Claim{
		ID: "data-source-and-ref-mirror-each-other", Feature: claim.DataSource, Unlied: true,
		Statement: claim.Text{
			En: "Of dataSource and dataSourceRef the API server fills in the one that is not given; two that differ are refused, and neither can be changed",
			Ko: "dataSource와 dataSourceRef 중 주어지지 않은 것은 API 서버가 채우고, 서로 다른 둘은 거부하며, 어느 것도 바꿀 수 없다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "data-source-references", Sentences: []string{"d358c818f2e362fa", "ff4ca440b151671e", "dbfd4e4156e12677", "091e98957b9ec5bc"}},
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "volume-populators-and-data-sources", Sentences: []string{"310afd296d5f60ab"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "volume-populators-and-data-sources", Sentences: []string{"4946a009f93c8d70"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "There is no gate to enable any more: any data source is taken since 1.24, for good since 1.33",
					Ko: "더 이상 켤 게이트가 없다: 1.24부터 기본으로, 1.33부터 항상 어떤 데이터 소스든 받는다",
				},
			},
		},
		Versions: claim.Range{APIOnly: true},
	})
	DataSourceDropsWhatTheRefRefuses = register(claim.Claim{
		ID: "data-source-drops-what-the-ref-refuses", Feature: claim.DataSource, Unlied: true,
		Statement: claim.Text{
			En: "A core object that is no PersistentVolumeClaim is forgotten in dataSource and refused in dataSourceRef; an object of another API is forgotten in the first and kept in the second",
			Ko: "퍼시스턴트볼륨클레임이 아닌 코어 오브젝트는 dataSource에서는 잊히고 dataSourceRef에서는 거부되며, 다른 API의 오브젝트는 앞에서는 잊히고 뒤에서는 남는다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "data-source-references", Sentences: []string{"3852b772334702ed", "8aa8b6cb6f80f542", "a4b217ae85f7f0e3", "6f2ed350cfd17c4d"}},
			{Document: "persistent-volumes", Kind: claim.Sentence, Section: "volume-populators-and-data-sources", Sentences: []string{"e4e0ec9167476045"}},
		},
		Versions: claim.Range{APIOnly: true},
	})
	DataSourceRefNamespaceIsDropped = register(claim.Claim{
		ID: "data-source-ref-namespace-is-dropped", Feature: claim.DataSource, Unlied: true,
		Statement: claim.Text{
			En: "Unless the cluster enables sources in other namespaces, a dataSourceRef that names a namespace is forgotten as a whole, and the PersistentVolumeClaim is taken without a source",
			Ko: "다른 네임스페이스의 소스를 켜지 않은 클러스터에서 네임스페이스를 지정한 dataSourceRef는 통째로 잊히고, 퍼시스턴트볼륨클레임은 소스 없이 받아들여진다",
		},
		Sources: []claim.Source{
			{Document: "persistent-volumes", Kind: claim.Implied, Section: "cross-namespace-data-sources", Sentences: []string{"f6a6e46a504a287f"}},
			{
				Document: "persistent-volumes", Kind: claim.Sentence, Section: "cross-namespace-data-sources", Sentences: []string{"640ef0add4b6329a"},
				Standing: claim.Dated,
				Remark: claim.Text{
					En: "One gate is left to enable: AnyVolumeDataSource is always on since 1.33",
					Ko: "켤 게이트는 하나만 남았다: AnyVolumeDataSource는 1.33부터 항상 켜져 있다",
				},
			},
		},
		Versions: claim.Range{APIOnly: true},
	})
)
