package claim

import "slices"

// Slug names a document, and is the value of the label that its claims are
// filtered by.
type Slug string

// Article is the document that the suite was made for. A text that names no
// document, as those of reports before schema 2, means it.
const Article Slug = "blog-ko"

// Collection is a set of documents of one project, and a label too.
type Collection string

// The collections.
const (
	Blog    Collection = "blog"
	K8sDocs Collection = "k8s-docs"
)

// Collections lists them.
func Collections() []Collection { return []Collection{Blog, K8sDocs} }

// slugs is the closed set of documents, in the order of reports. Each is one
// file in support/documents.
var slugs = map[Collection][]Slug{
	Blog: {Article},
	K8sDocs: {
		"volumes", "persistent-volumes", "projected-volumes", "ephemeral-volumes", "ephemeral-storage",
		"storage-classes", "dynamic-provisioning", "storage-capacity", "storage-limits", "volume-pvc-datasource",
		"volume-snapshots", "volume-snapshot-classes", "volume-health-monitoring", "volume-attributes-classes",
		"configmap", "secret", "manage-resources-containers", "resource-quotas", "init-containers",
		"sidecar-containers", "ephemeral-containers", "pod-lifecycle", "advanced-pod-config", "downward-api",
		"user-namespaces", "statefulset", "configure-volume-storage", "communicate-containers-same-pod-shared-volume",
		"configure-pod-initialization", "configure-projected-volume-storage", "configure-persistent-volume-storage",
		"image-volumes", "configure-pod-configmap", "security-context", "configure-service-account",
		"task-user-namespaces", "define-environment-variable-via-file", "downward-api-volume-expose-pod-information",
		"environment-variable-expose-pod-information", "distribute-credentials-secure",
		"define-interdependent-environment-variables", "define-environment-variable-container",
		"define-command-argument-container", "change-default-storage-class", "change-pv-access-mode-readwriteoncepod",
		"change-pv-reclaim-policy", "limit-storage-consumption",
	},
}

// Slugs lists the closed set.
func Slugs() []Slug {
	var out []Slug
	for _, c := range Collections() {
		out = append(out, slugs[c]...)
	}
	return out
}

// Collection finds the collection that a document belongs to, empty if there is
// no such document.
func (s Slug) Collection() Collection {
	for _, c := range Collections() {
		if slices.Contains(slugs[c], s) {
			return c
		}
	}
	return ""
}

// Format is the way in which a document is written.
type Format string

// The formats.
const (
	Markdown Format = "markdown"
	Hugo     Format = "hugo" // Markdown with shortcodes, anchors, tables and definition lists
)

// Document is a text whose statements are asserted. The text itself is not kept:
// what is known of it are hashes, see support/document.
type Document struct {
	Slug       Slug
	Title      Text
	Path       string // in a folder that holds all the texts
	Format     Format
	Repository string // where the text was taken from, if it is public
	Page       string // its path in the repository
	Commit     string
	Authors    string // who holds the rights in it
	License    string // SPDX identifier; empty if the text may not be copied
	Fetched    string // the day
	Hash       string // of the whole text
	Open       int    // units that neither a claim nor a reason covers: held by a test, may not grow
	Sections   []Section
	Reasoned   []Reasoned
}

// Section is a part of a document with its units in reading order. The title is
// ours: the heading itself is known by its hash or by its anchor only.
type Section struct {
	Slug    string
	Title   Text   // empty where nothing points at the section yet
	Heading string // hash of the heading, where the document gives it no anchor
	Units   []string
	Reason  Text // why none of its units needs a claim; a claim may be made of one all the same
}

// Reasoned is a number of units that need no claim for one reason.
type Reasoned struct {
	Reason Text
	Units  []string
}

// SectionTitle names a section; a slug that has no title names itself.
func (d Document) SectionTitle(slug string) Text {
	for _, s := range d.Sections {
		if s.Slug == slug && s.Title.En != "" {
			return s.Title
		}
	}
	return Text{En: slug}
}

// Reason says why a unit needs no claim; ok is false if there is none.
func (d Document) Reason(hash string) (reason Text, ok bool) {
	for _, r := range d.Reasoned {
		if slices.Contains(r.Units, hash) {
			return r.Reason, true
		}
	}
	for _, s := range d.Sections {
		if s.Reason.En != "" && slices.Contains(s.Units, hash) {
			return s.Reason, true
		}
	}
	return Text{}, false
}
