package habitat

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	clientauthentication "k8s.io/client-go/pkg/apis/clientauthentication/v1"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/keyutil"
)

// TestTheBadWay: of a hundred calls three are not answered as they should be, each in
// another way, and what was closed answers again at the same address.
func TestTheBadWay(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer server.Close()
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	p, err := newProxy(&rest.Config{Host: server.URL, TLSClientConfig: rest.TLSClientConfig{CAData: authority}})
	require.NoError(t, err)
	require.NoError(t, p.listen(t.Context(), "127.0.0.1:0"))
	defer func() { assert.NoError(t, p.close()) }()

	trusted := x509.NewCertPool()
	require.True(t, trusted.AppendCertsFromPEM(p.authority))
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}}
	ask := func() int {
		response, err := client.Get("https://" + p.address + "/version") //nolint:noctx // the client has a time-out
		if err != nil {
			return 0
		}
		defer response.Body.Close()
		return response.StatusCode
	}
	seen := map[int]int{}
	for range 3 * faultyEvery {
		seen[ask()]++
	}
	// Go asks again where a connection that was kept is reset.
	assert.Equal(t, 1, seen[http.StatusTooManyRequests])
	assert.Equal(t, 1, seen[http.StatusInternalServerError])
	assert.GreaterOrEqual(t, seen[http.StatusNoContent], 3*faultyEvery-3)

	require.NoError(t, p.close())
	assert.Zerof(t, ask(), "nobody answers")
	require.NoError(t, p.listen(t.Context(), p.address))
	assert.Equal(t, http.StatusNoContent, ask())
}

// TestCredentialsAreGoodForAMinute and are asked for anew before.
func TestCredentialsAreGoodForAMinute(t *testing.T) {
	for name, key := range map[string]func() (crypto.Signer, error){
		"RSA":   func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 2048) },
		"ECDSA": func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) },
	} {
		t.Run(name, func(t *testing.T) {
			signer, err := key()
			require.NoError(t, err)
			credentialIsGoodForAMinute(t, signer)
		})
	}
	require.Error(t, WriteCredential(&jsonBuffer{}, filepath.Join(t.TempDir(), "none"), time.Now()))
}

func credentialIsGoodForAMinute(t *testing.T, signer crypto.Signer) {
	t.Helper()
	now := time.Now()
	file := filepath.Join(t.TempDir(), "issuer")
	raw, err := json.Marshal(testIssuer(t, signer, now))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, raw, 0o600))
	var out jsonBuffer
	require.NoError(t, WriteCredential(&out, file, now))
	var credential clientauthentication.ExecCredential
	require.NoError(t, json.Unmarshal(out, &credential))
	block, _ := pem.Decode([]byte(credential.Status.ClientCertificateData))
	certificate, err := x509.ParseCertificate(block.Bytes)
	require.NoError(t, err)
	assert.Equal(t, "system:serviceaccount:visitor:visitor", certificate.Subject.CommonName)
	assert.WithinDuration(t, now.Add(credentialFor), certificate.NotAfter, time.Second)
	assert.True(t, credential.Status.ExpirationTimestamp.Time.Before(certificate.NotAfter))
}

type jsonBuffer []byte

func (b *jsonBuffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

// testIssuer is an authority as kubeadm makes one.
func testIssuer(t *testing.T, signer crypto.Signer, now time.Time) issuer {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "kubernetes"}, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, signer.Public(), signer)
	require.NoError(t, err)
	key, err := keyutil.MarshalPrivateKeyToPEM(signer)
	require.NoError(t, err)
	return issuer{
		Certificate: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), Key: key,
		User: "system:serviceaccount:visitor:visitor",
	}
}
