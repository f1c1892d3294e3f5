package habitat

import "github.com/volconf/volconf/support/claim"

// distances are the habitats that are reached in another way.
func distances() []Habitat {
	return []Habitat{
		{
			ID: "far",
			Is: claim.Text{
				En: "The way to the API server is bad: 3 % of calls fail, watches are cut, and once nobody answers for 100 s",
				Ko: "API 서버로 가는 길이 나쁘다: 호출의 3 %가 실패하고 watch가 끊기며 한 번은 100초 동안 아무도 답하지 않는다",
			},
			Enter:  farAway,
			Visits: []Visit{{MayErr: true}},
		},
		{
			ID: "token", Ground: "disks",
			Is:    claim.Text{En: "The user's certificate is good for a minute, and renewed by a program", Ko: "사용자의 인증서는 1분 동안만 유효하고 프로그램이 갱신한다"},
			Enter: shortCredential,
		},
	}
}
