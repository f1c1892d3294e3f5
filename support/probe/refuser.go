package probe

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Refusal is a 4xx answer of the API server, with who gave it.
type Refusal struct {
	Code    int
	Message string
	// By names who refused; it is empty where the API server's own validation did,
	// which alone says something about the object. Everybody else speaks for the
	// cluster: its policies, quotas and permissions.
	By string
}

// RefusalOf reads who refused a request out of an error of the API. It returns nil
// for an error that is no refusal: a broken connection, a server that is busy (429)
// or has failed (5xx).
func RefusalOf(err error) *Refusal {
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return nil
	}
	s := status.Status()
	if s.Code < http.StatusBadRequest || s.Code >= http.StatusInternalServerError || s.Code == http.StatusTooManyRequests {
		return nil
	}
	return &Refusal{Code: int(s.Code), Message: s.Message, By: refuser(s)}
}

// Words are what the report says of a refusal: who, and in which words. What the API
// server puts before the words of a policy or a webhook is left out.
func (r Refusal) Words() string {
	by := r.By
	if by == "" {
		by = "the API server's validation"
	}
	words := oneLine(r.Message)
	if _, own, found := strings.Cut(words, " denied request: "); found {
		words = own
	} else if _, own, found := strings.Cut(words, " denied the request: "); found {
		words = own
	}
	return by + " refuses it: " + words
}

// oneLine folds white space: policy engines answer in several lines.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// refuser is empty for what the API server's own validation says: a 422 whose every
// cause names a field ("Pod \"p\" is invalid: spec.…", NewInvalid in
// apimachinery/pkg/api/errors, v0.37), or a 400 about the body itself (strict
// decoding, apiserver/pkg/endpoints/handlers, v0.37).
func refuser(s metav1.Status) string {
	for _, known := range refusers {
		if match := known.words.FindStringSubmatch(s.Message); match != nil {
			return strings.TrimSpace(known.who + " " + strings.Join(match[1:], ""))
		}
	}
	switch {
	case s.Details != nil && hasCause(s.Details.Causes, corev1.NamespaceTerminatingCause):
		return "the namespace, which is being deleted,"
	case s.Code == http.StatusUnprocessableEntity && ofFields(s):
		return ""
	case s.Code == http.StatusBadRequest && ofBody.MatchString(s.Message):
		return ""
	}
	if who := byCode[s.Code]; who != "" {
		return who
	}
	return "the API server"
}

// refusers are known by their words:
// apiserver/pkg/admission/plugin/webhook/errors/statuserror.go,
// apiserver/pkg/admission/plugin/policy/validating/dispatcher.go,
// apiserver/pkg/admission/plugin/resourcequota/controller.go,
// apiserver/pkg/endpoints/handlers/responsewriters/errors.go (v0.37);
// plugin/pkg/admission/{limitranger,serviceaccount,security/podsecurity} (v1.37);
// OpenShift's apiserver-library-go, securitycontextconstraints/sccadmission.
var refusers = []struct {
	who   string
	words *regexp.Regexp
}{
	{"the admission webhook", regexp.MustCompile(`^(?:[^:]*: )?admission webhook ("[^"]+") (?:denied the request|does not support dry run)`)},
	{"the ValidatingAdmissionPolicy", regexp.MustCompile(`is forbidden: ValidatingAdmissionPolicy ('[^']+') (?:with binding '[^']+' )?denied request`)},
	{"Pod Security", regexp.MustCompile(`is forbidden: violates PodSecurity ("[^"]+")`)},
	{"the ResourceQuota", regexp.MustCompile(`is forbidden: (?:exceeded|failed) quota: ([^,:]+)`)},
	{"a LimitRange", regexp.MustCompile(`is forbidden: \[?(?:minimum|maximum|\S+ max limit to request ratio).* per \w+ is `)},
	{"OpenShift's SecurityContextConstraints", regexp.MustCompile(`is forbidden: unable to validate against any (?:security context constraint|pod security policy)`)},
	{"RBAC or another authorizer", regexp.MustCompile(`is forbidden: User "[^"]*" cannot `)},
	{"the ServiceAccount admission", regexp.MustCompile(`is forbidden: error looking up service account `)},
}

var byCode = map[int32]string{
	http.StatusUnauthorized:          "the API server's authentication",
	http.StatusForbidden:             "an admission plug-in of the API server",
	http.StatusNotFound:              "the API server, which does not have what the request names,",
	http.StatusConflict:              "the API server, whose object is there already or another than expected,",
	http.StatusRequestEntityTooLarge: "the API server's limit on the size of requests",
	http.StatusUnprocessableEntity:   "a policy of the cluster",
}

// ofBody are the forms of a 400 about what was sent.
var ofBody = regexp.MustCompile(`strict decoding error|cannot be handled as a |json: |unable to decode|unknown field|invalid object`)

var invalidForm = regexp.MustCompile(`^\S+ "[^"]*" is invalid: `)

func ofFields(s metav1.Status) bool {
	if s.Reason != metav1.StatusReasonInvalid || !invalidForm.MatchString(s.Message) || s.Details == nil || len(s.Details.Causes) == 0 {
		return false
	}
	return !slices.ContainsFunc(s.Details.Causes, func(c metav1.StatusCause) bool { return c.Field == "" })
}

func hasCause(causes []metav1.StatusCause, kind metav1.CauseType) bool {
	return slices.ContainsFunc(causes, func(c metav1.StatusCause) bool { return c.Type == kind })
}
