package resend

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// scripted answers requests in turn: an error, or a code with a body.
type scripted struct {
	answers []any
	seen    []string
}

func (s *scripted) RoundTrip(r *http.Request) (*http.Response, error) {
	s.seen = append(s.seen, r.Method)
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	next := s.answers[0]
	s.answers = s.answers[1:]
	if err, lost := next.(error); lost {
		return nil, err
	}
	code, body, _ := strings.Cut(next.(string), " ")
	status := map[string]int{"200": 200, "201": 201, "404": 404, "409": 409}[code]
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r,
	}, nil
}

const (
	notFound = `404 {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404}`
	exists   = `409 {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"AlreadyExists","code":409}`
	ours     = `{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n","uid":"1","labels":{"volconf.dev/run":"a"}}}`
	theirs   = `{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"n","uid":"2","labels":{"volconf.dev/run":"b"}}}`
)

const label = "volconf.dev/run"

// An answer that was lost is asked for again; what came of the first request is
// understood, and what somebody else made is not taken for it.
func TestWhatWasLostOnTheWayIsSentAgain(t *testing.T) {
	closed := &net.OpError{Op: "read", Err: net.ErrClosed}
	create := func(kube kubernetes.Interface) error {
		made, err := kube.CoreV1().Namespaces().Create(t.Context(), &corev1.Namespace{
			ObjectMeta: metav1.ObjectMeta{Name: "n", Labels: map[string]string{label: "a"}},
		}, metav1.CreateOptions{})
		if err == nil && made.UID != "1" {
			return errors.New("it is another")
		}
		return err
	}
	remove := func(kube kubernetes.Interface) error {
		return kube.CoreV1().Namespaces().Delete(t.Context(), "n", metav1.DeleteOptions{})
	}
	for name, c := range map[string]struct {
		do      func(kubernetes.Interface) error
		answers []any
		seen    string
		fails   string
	}{
		"nothing is lost":             {create, []any{"201 " + ours}, "POST", ""},
		"before it was carried out":   {create, []any{closed, "201 " + ours}, "POST POST", ""},
		"after it was carried out":    {create, []any{closed, exists, "200 " + ours}, "POST POST GET", ""},
		"somebody else has made it":   {create, []any{closed, exists, "200 " + theirs}, "POST POST GET", "AlreadyExists"},
		"it was there, nothing lost":  {create, []any{exists}, "POST", "AlreadyExists"},
		"it is gone again":            {create, []any{closed, exists, notFound}, "POST POST GET", "AlreadyExists"},
		"twice":                       {create, []any{closed, closed}, "POST POST", "use of closed"},
		"reset":                       {create, []any{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, "201 " + ours}, "POST POST", ""},
		"a stream is reset":           {create, []any{errors.New("stream error: stream ID 7; INTERNAL_ERROR; received from peer"), "201 " + ours}, "POST POST", ""},
		"the API is not there":        {create, []any{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}}, "POST", "refused"},
		"a deletion that was done":    {remove, []any{closed, notFound}, "DELETE DELETE", ""},
		"a deletion that was not":     {remove, []any{closed, "200 " + ours}, "DELETE DELETE", ""},
		"there was nothing to delete": {remove, []any{notFound}, "DELETE", "NotFound"},
	} {
		t.Run(name, func(t *testing.T) {
			way := &scripted{answers: c.answers}
			kube, err := kubernetes.NewForConfig(&rest.Config{Host: "http://nowhere.example", Transport: Once(label)(way)})
			require.NoError(t, err)
			err = c.do(kube)
			assert.Equal(t, c.seen, strings.Join(way.seen, " "))
			if c.fails == "" {
				require.NoError(t, err)
				return
			}
			require.Error(t, err)
			assert.Contains(t, err.Error()+reasonOf(err), c.fails)
		})
	}
}

func reasonOf(err error) string {
	var status interface{ Status() metav1.Status }
	if errors.As(err, &status) {
		return string(status.Status().Reason)
	}
	return ""
}

// What has streams is no request that could be sent again, nor is a watch.
func TestWhatIsNotRepeatable(t *testing.T) {
	for path, again := range map[string]bool{
		"/api/v1/namespaces/n/pods/p":                    true,
		"/api/v1/namespaces/n/pods/p/log":                true,
		"/api/v1/namespaces/n/pods/p/exec?command=id":    false,
		"/api/v1/namespaces/n/pods/p/portforward":        false,
		"/api/v1/namespaces/n/pods/p/attach":             false,
		"/api/v1/namespaces/n/pods?watch=true":           false,
		"/api/v1/namespaces/n/pods/exec-of-that-name":    true,
		"/apis/apps/v1/namespaces/n/deployments?limit=5": true,
	} {
		u, err := url.Parse("https://nowhere.example" + path)
		require.NoError(t, err)
		assert.Equalf(t, again, repeatable(&http.Request{Method: http.MethodGet, URL: u}), path)
	}
	once := &http.Request{URL: &url.URL{}, Body: io.NopCloser(strings.NewReader("{}"))} // cannot be read twice
	assert.False(t, repeatable(once))
}
