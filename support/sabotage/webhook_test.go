package sabotage

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"

	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

func TestCertificateIsGoodForItsAddressOnly(t *testing.T) {
	now := time.Now()
	pair, err := held.SelfSigned(net.IPv4(127, 0, 0, 1), now)
	require.NoError(t, err)
	served, err := tls.X509KeyPair(pair.Certificate, pair.Key)
	require.NoError(t, err)
	authorities := x509.NewCertPool()
	require.True(t, authorities.AppendCertsFromPEM(pair.Certificate))
	for _, tc := range []struct {
		host string
		at   time.Time
		ok   bool
	}{
		{"127.0.0.1", now, true},
		{"127.0.0.2", now, false},
		{"127.0.0.1", now.Add(48 * time.Hour), false},
	} {
		_, err := served.Leaf.Verify(x509.VerifyOptions{DNSName: tc.host, Roots: authorities, CurrentTime: tc.at})
		assert.Equalf(t, tc.ok, err == nil, "%s at %s: %v", tc.host, tc.at, err)
	}
}

// TestConfigurationConcernsClaimsOnly: the instruments and the system must work
// in a broken cluster too.
func TestConfigurationConcernsClaimsOnly(t *testing.T) {
	for _, hook := range (Webhook{RunID: "7f3c"}).configuration([]byte("authority")).Webhooks {
		require.Lenf(t, hook.NamespaceSelector.MatchExpressions, 1, hook.Name)
		assert.Equal(t, mutation.ClaimsLabel, hook.NamespaceSelector.MatchExpressions[0].Key)
		assert.Equal(t, map[string]string{mutation.RunLabel: "7f3c"}, hook.NamespaceSelector.MatchLabels)
		assert.Equalf(t, admissionregistrationv1.Fail, *hook.FailurePolicy, "a Pod that slipped through would look like a survivor")
		assert.Equalf(t, admissionregistrationv1.SideEffectClassNone, *hook.SideEffects, "dry runs are asked about too")
	}
}
