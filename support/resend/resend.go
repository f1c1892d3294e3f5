// Package resend is a transport that asks again for an answer that was lost on the way.
package resend

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"path"
	"strings"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utilnet "k8s.io/apimachinery/pkg/util/net"
	"k8s.io/client-go/kubernetes/scheme"
)

// Once returns a wrapper of transports which send a request once more whose connection was
// lost before the answer came. label is the one by which an object of a run is known, with
// the run's ID as its value.
func Once(label string) func(http.RoundTripper) http.RoundTripper {
	return func(next http.RoundTripper) http.RoundTripper { return resending{next, label} }
}

// resending sends a request once more whose connection was lost before the answer. Most
// of all it is this process that closes one: client-go closes all, whatever is under way,
// when a credential plug-in has brought another certificate
// (plugin/pkg/client/auth/exec, v0.37), which on some clusters is every few minutes.
// The first request may have been carried out; what the second answer says of that is
// understood. Watches are begun anew by who watches, and what has streams is not repeated.
type resending struct {
	next  http.RoundTripper
	label string
}

// WrappedRoundTripper is how client-go finds what is beneath.
func (r resending) WrappedRoundTripper() http.RoundTripper { return r.next }

func (r resending) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := r.next.RoundTrip(request)
	if err == nil || request.Context().Err() != nil || !lostOnTheWay(err) || !repeatable(request) {
		return response, err
	}
	again := request.Clone(request.Context())
	if request.GetBody != nil {
		if again.Body, err = request.GetBody(); err != nil {
			return nil, err
		}
	}
	response, err = r.next.RoundTrip(again)
	if err != nil {
		return response, err
	}
	return r.carriedOut(request, response)
}

// lostOnTheWay tells whether a connection ended before the answer came.
func lostOnTheWay(err error) bool {
	return errors.Is(err, net.ErrClosed) || utilnet.IsConnectionReset(err) || utilnet.IsHTTP2ConnectionLost(err) ||
		strings.Contains(err.Error(), "stream error: stream ID") || // golang.org/x/net/http2, StreamError
		utilnet.IsProbableEOF(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

func repeatable(request *http.Request) bool {
	switch path.Base(request.URL.Path) {
	case "exec", "attach", "portforward":
		return false
	}
	body := request.Body != nil && request.Body != http.NoBody
	return request.URL.Query().Get("watch") == "" && (!body || request.GetBody != nil)
}

// carriedOut reads the answer to the second request as that of the first, where the first
// was carried out: an object of this run that was to be made is there, one that was
// to be deleted is not.
func (r resending) carriedOut(request *http.Request, second *http.Response) (*http.Response, error) {
	switch {
	case request.Method == http.MethodDelete && second.StatusCode == http.StatusNotFound:
		return answered(second, http.StatusOK, metav1.Status{
			TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"}, Status: metav1.StatusSuccess,
		})
	case request.Method == http.MethodPost && second.StatusCode == http.StatusConflict:
		if made := r.made(request); made != nil {
			return answered(second, http.StatusCreated, made)
		}
	}
	return second, nil
}

// made is the object that a request was to make, if it is there and is of the same run.
func (r resending) made(request *http.Request) map[string]any {
	body, err := request.GetBody()
	if err != nil {
		return nil
	}
	wanted, err := identityIn(body)
	if err != nil || wanted.GetName() == "" || wanted.GetLabels()[r.label] == "" {
		return nil
	}
	look := request.Clone(request.Context())
	look.Method, look.Body, look.GetBody, look.ContentLength = http.MethodGet, nil, nil, 0
	look.URL.Path, look.URL.RawQuery = path.Join(request.URL.Path, wanted.GetName()), ""
	look.Header.Set("Accept", "application/json")
	found, err := r.next.RoundTrip(look)
	if err != nil {
		return nil
	}
	defer found.Body.Close()
	raw, err := io.ReadAll(found.Body)
	if err != nil || found.StatusCode != http.StatusOK {
		return nil
	}
	there := &unstructured.Unstructured{}
	if there.UnmarshalJSON(raw) != nil || there.GetLabels()[r.label] != wanted.GetLabels()[r.label] {
		return nil
	}
	return there.Object
}

// identityIn reads whose an object is, in JSON or as the typed clients send it.
func identityIn(body io.ReadCloser) (metav1.Object, error) {
	defer body.Close()
	raw, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	object, _, err := scheme.Codecs.UniversalDeserializer().Decode(raw, nil, nil)
	if err != nil {
		return nil, err
	}
	return meta.Accessor(object)
}

// answered is a response with another code and body.
func answered(response *http.Response, code int, body any) (*http.Response, error) {
	_ = response.Body.Close()
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	response.StatusCode, response.Status = code, http.StatusText(code)
	response.Header = response.Header.Clone()
	response.Header.Set("Content-Type", "application/json")
	response.Header.Del("Content-Length")
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
	return response, nil
}
