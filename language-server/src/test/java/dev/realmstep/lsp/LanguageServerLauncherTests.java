package dev.realmstep.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.junit.jupiter.api.Test;

class LanguageServerLauncherTests {
    @Test
    void shutdownAndExitEndWithStatusZero() throws Exception {
        Session session = Session.start();
        assertThat(session.end()).isZero();
    }

    @Test
    void exitWithoutShutdownEndsWithStatusOne() throws Exception {
        Session session = Session.start();
        assertThat(session.exit()).isEqualTo(1);
    }

    @Test
    void aClientThatHangsUpEndsTheServerWithStatusOne() throws Exception {
        Session session = Session.start();
        assertThat(session.hangUp()).isEqualTo(1);
    }

    @Test
    void aRequestAboutADocumentThatIsNotOpenHasAnEmptyAnswer() throws Exception {
        try (Session session = Session.start()) {
            HoverParams params = new HoverParams(new TextDocumentIdentifier("file:///none.realm"), new Position(0, 0));
            assertThat(Session.await(session.server().getTextDocumentService().hover(params)))
                    .isNull();
        }
    }

    @Test
    void aRequestWithoutItsParametersIsAnsweredInOneLine() throws Exception {
        try (Session session = Session.start()) {
            assertThatThrownBy(() -> Session.await(
                            session.server().getTextDocumentService().hover(new HoverParams())))
                    .rootCause()
                    .isInstanceOfSatisfying(ResponseErrorException.class, e -> {
                        assertThat(e.getResponseError().getMessage()).startsWith("the request cannot be served");
                        assertThat(e.getResponseError().getData()).isNull();
                    });
        }
    }

    @Test
    void anUnsavedDocumentIsCheckedWithoutLookingForItsFiles() throws Exception {
        try (Session session = Session.start()) {
            session.open(
                    "untitled:Untitled-1",
                    "realm \"r\" {\n hash sha256\n ram 0 size 2M\n load kernel \"none.elf\"\n vcpus 0\n}\n");
            assertThat(session.nextPublished().getDiagnostics())
                    .extracting(diagnostic -> diagnostic.getCode().getLeft())
                    .containsExactly("RS603");
        }
    }
}
