package steps

import (
	"testing"

	"github.com/stretchr/testify/assert"
	corev1 "k8s.io/api/core/v1"
)

func TestSaysRefused(t *testing.T) {
	for said, want := range map[string]bool{
		`dial tcp4 127.0.0.1:81: connect: connection refused`:              true,
		`socat[9] E connect(5, AF=2 127.0.0.1:81, 16): Connection refused`: true,
		`unable to do port forwarding: socat not found`:                    false,
		`failed to find sandbox "x": not found`:                            false,
	} {
		assert.Equalf(t, want, saysRefused(said), said)
	}
}

func TestAddressesOf(t *testing.T) {
	both := &corev1.Pod{Status: corev1.PodStatus{PodIPs: []corev1.PodIP{{IP: "10.244.1.7"}, {IP: "fd00::7"}}}}
	for name, tc := range map[string]struct {
		families []corev1.IPFamily
		want     []string
	}{
		"a Service of one family":      {[]corev1.IPFamily{corev1.IPv4Protocol}, []string{"10.244.1.7"}},
		"of the other":                 {[]corev1.IPFamily{corev1.IPv6Protocol}, []string{"fd00::7"}},
		"a Service that asks for both": {[]corev1.IPFamily{corev1.IPv6Protocol, corev1.IPv4Protocol}, []string{"10.244.1.7", "fd00::7"}},
	} {
		assert.Equalf(t, tc.want, addressesOf(both, tc.families), name)
	}
	assert.Empty(t, addressesOf(&corev1.Pod{}, []corev1.IPFamily{corev1.IPv4Protocol}))
}
