// Command go-calls prints which function calls which in a Go module, as Go's own type checker resolves it: a line
// "path:line:name<TAB>path:line:name" for each call between functions of the module. Only the standard library is used.
package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

type checker struct {
	root, module string
	fset         *token.FileSet
	standard     types.Importer
	packages     map[string]*types.Package
}

func main() {
	root := os.Args[1]
	fset := token.NewFileSet()
	c := &checker{root, modulePath(root), fset, importer.ForCompiler(fset, "source", nil), map[string]*types.Package{}}
	var folders []string
	_ = filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err == nil && info.IsDir() && info.Name() != "testdata" {
			folders = append(folders, path)
		}
		return nil
	})
	for _, folder := range folders {
		for _, files := range c.parse(folder) {
			c.printCalls(files)
		}
	}
}

func modulePath(root string) string {
	text, _ := os.ReadFile(filepath.Join(root, "go.mod"))
	if found := regexp.MustCompile(`(?m)^module\s+(\S+)`).FindSubmatch(text); found != nil {
		return string(found[1])
	}
	return "none"
}

// parse gives the packages of a folder by name, with the files that this machine's platform builds.
func (c *checker) parse(folder string) map[string][]*ast.File {
	found := map[string][]*ast.File{}
	entries, _ := os.ReadDir(folder)
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		if matches, err := build.Default.MatchFile(folder, entry.Name()); err != nil || !matches {
			continue
		}
		file, err := parser.ParseFile(c.fset, filepath.Join(folder, entry.Name()), nil, 0)
		if err == nil {
			found[file.Name.Name] = append(found[file.Name.Name], file)
		}
	}
	return found
}

// Import gives the module's packages from their sources, and an empty package for a library that is not there.
func (c *checker) Import(path string) (*types.Package, error) {
	if known := c.packages[path]; known != nil {
		return known, nil
	}
	rest, isInside := strings.CutPrefix(path, c.module)
	if isInside && (rest == "" || rest[0] == '/') {
		for name, files := range c.parse(filepath.Join(c.root, rest)) {
			if name == "main" || strings.HasSuffix(name, "_test") {
				continue
			}
			c.packages[path] = c.check(path, withoutTests(c.fset, files), nil)
			return c.packages[path], nil
		}
	}
	found, err := c.standard.Import(path)
	if err != nil {
		found = types.NewPackage(path, filepath.Base(path))
		found.MarkComplete()
	}
	c.packages[path] = found
	return found, nil
}

func withoutTests(fset *token.FileSet, files []*ast.File) (kept []*ast.File) {
	for _, file := range files {
		if !strings.HasSuffix(fset.Position(file.Pos()).Filename, "_test.go") {
			kept = append(kept, file)
		}
	}
	return kept
}

func (c *checker) check(path string, files []*ast.File, info *types.Info) *types.Package {
	config := types.Config{Importer: c, FakeImportC: true, Error: func(error) {}}
	found, _ := config.Check(path, c.fset, files, info)
	return found
}

func (c *checker) printCalls(files []*ast.File) {
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	c.check("p", files, info)
	lines := map[string]bool{}
	for _, file := range files {
		for _, declaration := range file.Decls {
			caller, isFunction := declaration.(*ast.FuncDecl)
			if !isFunction {
				continue
			}
			ast.Inspect(caller, func(node ast.Node) bool {
				if call, isCall := node.(*ast.CallExpr); isCall {
					callee, _ := info.Uses[nameOf(call.Fun)].(*types.Func)
					if callee != nil && callee.Pos().IsValid() {
						from, to := c.place(caller.Name.Pos(), caller.Name.Name), c.place(callee.Origin().Pos(), callee.Name())
						if from != "" && to != "" {
							lines[from+"\t"+to] = true
						}
					}
				}
				return true
			})
		}
	}
	sorted := make([]string, 0, len(lines))
	for line := range lines {
		sorted = append(sorted, line)
	}
	sort.Strings(sorted)
	for _, line := range sorted {
		fmt.Println(line)
	}
}

func nameOf(callee ast.Expr) *ast.Ident {
	switch callee := callee.(type) {
	case *ast.Ident:
		return callee
	case *ast.SelectorExpr:
		return callee.Sel
	case *ast.ParenExpr:
		return nameOf(callee.X)
	case *ast.IndexExpr:
		return nameOf(callee.X)
	case *ast.IndexListExpr:
		return nameOf(callee.X)
	}
	return nil
}

func (c *checker) place(at token.Pos, name string) string {
	position := c.fset.Position(at)
	path, err := filepath.Rel(c.root, position.Filename)
	if err != nil || strings.HasPrefix(path, "..") {
		return ""
	}
	return fmt.Sprintf("%s:%d:%s", filepath.ToSlash(path), position.Line, name)
}
