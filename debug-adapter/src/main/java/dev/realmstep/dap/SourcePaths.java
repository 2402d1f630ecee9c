package dev.realmstep.dap;

import dev.realmstep.debugger.SourceFiles;
import java.nio.file.Path;
import org.eclipse.lsp4j.debug.Source;

/** Between source files as the client names them and as the debug information does. */
final class SourcePaths {
    private final SourceFiles files;

    SourcePaths(SourceFiles files) {
        this.files = files;
    }

    /** The path by which the session looks a client's file up. */
    String fromClient(Source source) throws RequestFailure {
        String path = source.getPath() != null ? source.getPath() : source.getName();
        if (path == null) {
            throw new RequestFailure("the source has neither a path nor a name");
        }
        return path;
    }

    /** A source of the debug information for the client: where it is here, if it is. */
    Source toClient(String compiledPath) {
        Source source = new Source();
        source.setName(Path.of(compiledPath).getFileName().toString());
        source.setPath(files.locate(compiledPath).map(Path::toString).orElse(compiledPath));
        return source;
    }
}
