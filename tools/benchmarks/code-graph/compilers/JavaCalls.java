import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.IOException;
import java.nio.file.*;
import java.util.*;
import javax.lang.model.element.*;
import javax.tools.*;

/**
 * Prints which method calls which in a tree of Java sources, as javac resolves it: a line
 * {@code path:line:name<TAB>path:line:name} for each call between methods of the tree. A constructor has its class's name.
 */
public final class JavaCalls {
  private static Path root;
  private static Trees trees;
  private static final SortedSet<String> LINES = new TreeSet<>();

  public static void main(String[] args) throws IOException {
    root = Path.of(args[0]).toAbsolutePath();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    List<Path> sources;
    try (var found = Files.walk(root)) {
      sources = found.filter(p -> p.toString().endsWith(".java") && !p.endsWith("module-info.java")).toList();
    }
    // Libraries that are missing must not stop it from resolving what is there.
    List<String> options = List.of("-proc:none", "-XDshould-stop.ifError=FLOW", "-Xmaxerrs", "1");
    JavacTask task =
        (JavacTask) compiler.getTask(null, files, d -> {}, options, null, files.getJavaFileObjectsFromPaths(sources));
    trees = Trees.instance(task);
    Iterable<? extends CompilationUnitTree> units = task.parse();
    task.analyze();
    for (CompilationUnitTree unit : units) new Scanner(unit).scan(unit, null);
    LINES.forEach(System.out::println);
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final Deque<String> callers = new ArrayDeque<>();

    Scanner(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public Void visitClass(ClassTree node, Void nothing) {
      // What stands in a class and in no method of it is no method's call.
      callers.push("");
      super.visitClass(node, nothing);
      callers.pop();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree node, Void nothing) {
      Element method = trees.getElement(getCurrentPath());
      String place = placeOf(method);
      boolean isAnonymous =
          method != null
              && method.getKind() == ElementKind.CONSTRUCTOR
              && method.getEnclosingElement().getSimpleName().isEmpty();
      if (isAnonymous) {
        // What the constructor of `new Base() { }` calls is called by who makes the object.
        String own = callers.pop();
        print(superConstructorOf(node));
        callers.push(own);
      }
      callers.push(place == null || isAnonymous ? "" : place);
      super.visitMethod(node, nothing);
      callers.pop();
      return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
      // `super()` that the compiler adds stands nowhere in the text.
      if (isWritten(node)) print(trees.getElement(getCurrentPath()));
      return super.visitMethodInvocation(node, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree node, Void nothing) {
      if (node.getClassBody() == null) print(trees.getElement(getCurrentPath()));
      return super.visitNewClass(node, nothing);
    }

    private Element superConstructorOf(MethodTree constructor) {
      if (constructor.getBody() == null || constructor.getBody().getStatements().isEmpty()) return null;
      if (!(constructor.getBody().getStatements().get(0) instanceof ExpressionStatementTree statement)) return null;
      TreePath body = new TreePath(getCurrentPath(), constructor.getBody());
      return trees.getElement(new TreePath(new TreePath(body, statement), statement.getExpression()));
    }

    private boolean isWritten(MethodInvocationTree node) {
      SourcePositions positions = trees.getSourcePositions();
      long start = positions.getStartPosition(unit, node);
      long end = positions.getEndPosition(unit, node);
      if (start < 0 || end < 0) return false;
      try {
        return unit.getSourceFile().getCharContent(true).subSequence((int) start, (int) end).toString().contains("(");
      } catch (IOException e) {
        return false;
      }
    }

    private void print(Element callee) {
      String from = callers.isEmpty() ? "" : callers.peek();
      String to = callee instanceof ExecutableElement ? placeOf(callee) : null;
      if (!from.isEmpty() && to != null) LINES.add(from + "\t" + to);
    }
  }

  /** Where a method of the tree begins and what it is called; null for others and for those that stand nowhere. */
  private static String placeOf(Element method) {
    if (method == null) return null;
    TreePath path = trees.getPath(method);
    if (path == null || !(path.getLeaf() instanceof MethodTree)) return null;
    CompilationUnitTree unit = path.getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
    long end = trees.getSourcePositions().getEndPosition(unit, path.getLeaf());
    if (start < 0 || end < 0) return null;
    String name = method.getSimpleName().toString();
    if (name.equals("<init>")) name = method.getEnclosingElement().getSimpleName().toString();
    Path file = root.relativize(Path.of(unit.getSourceFile().toUri()));
    return file + ":" + unit.getLineMap().getLineNumber(start) + ":" + name;
  }
}
