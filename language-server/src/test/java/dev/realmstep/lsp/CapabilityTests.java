package dev.realmstep.lsp;

import static dev.realmstep.lsp.Session.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each capability that the server advertises, used over the wire; and that there is none without such a test. */
class CapabilityTests {
    /** Nothing is found in it: its early console is at the UART's alias for 33 bits. */
    private static final String REALM = """
            # A realm.
            # It has no mistakes.
            realm "r" {
              ipa-bits 33
              hash sha256
              ram 0x8000_0000 size 16M
              device uart "ns16550a" at 0x100_0000 unprotected irq 32 console stdio
              load firmware "guest.bin" at 0x8020_0000
              dtb generated
              cmdline "console=ttyS0 earlycon=uart8250,mmio,0x101000000"
            }
            """;

    private static final int CMDLINE = 9;

    @TempDir
    private Path folder;

    private TextDocumentIdentifier open(Session session, String text) throws Exception {
        Files.write(folder.resolve("guest.bin"), new byte[64]);
        return session.open(folder.resolve("r.realm").toUri().toString(), text);
    }

    private static TextDocumentContentChangeEvent edit(int line, int begin, int end, String text) {
        return new TextDocumentContentChangeEvent(new Range(new Position(line, begin), new Position(line, end)), text);
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(d -> d.getCode().getLeft()).toList();
    }

    @Test
    void everyAdvertisedCapabilityIsUsedByATest() throws Exception {
        try (Session session = Session.start()) {
            JsonObject advertised = new MessageJsonHandler(Map.of())
                    .getGson()
                    .toJsonTree(session.capabilities())
                    .getAsJsonObject();
            Set<String> exercised = Arrays.stream(CapabilityTests.class.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .map(method -> method.getAnnotation(Exercises.class))
                    .filter(Objects::nonNull)
                    .map(Exercises::value)
                    .collect(Collectors.toSet());
            assertThat(advertised.keySet()).isEqualTo(exercised);
        }
    }

    @Test
    @Exercises("textDocumentSync")
    void incrementalEditsChangeWhatIsFoundAndCarryTheirVersion() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, REALM);
            assertThat(session.nextPublished().getDiagnostics()).isEmpty();

            // "33" becomes "3", then "39": two edits of one change, each about the text that the one before left.
            session.change(document, 2, edit(3, 12, 13, ""), edit(3, 12, 12, "9"));
            PublishDiagnosticsParams published = session.nextPublished();
            assertThat(published.getVersion()).isEqualTo(2);
            assertThat(codes(published.getDiagnostics())).containsExactly("RS412");
            assertThat(published.getDiagnostics().getFirst().getRange())
                    .isEqualTo(new Range(new Position(CMDLINE, 48), new Position(CMDLINE, 59)));
        }
    }

    @Test
    void aQuickSuccessionOfEditsEndsWithTheFindingsOfTheLastVersion() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, REALM);
            for (int version = 2; version <= 40; version++) {
                session.change(document, version, edit(3, 11, 13, version % 2 == 0 ? "99" : "33"));
            }
            PublishDiagnosticsParams published = session.nextPublished();
            while (published.getVersion() != 40) {
                published = session.nextPublished();
            }
            assertThat(codes(published.getDiagnostics())).containsExactly("RS201");
        }
    }

    @Test
    void aClosedDocumentHasNoDiagnostics() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, REALM.replace("33", "99"));
            assertThat(codes(session.nextPublished().getDiagnostics())).containsExactly("RS201");
            session.server()
                    .getTextDocumentService()
                    .didClose(new org.eclipse.lsp4j.DidCloseTextDocumentParams(document));
            assertThat(session.nextPublished().getDiagnostics()).isEmpty();
        }
    }

    @Test
    @Exercises("diagnosticProvider")
    void aClientThatPullsDiagnosticsGetsThemOnRequestAndNoOthers() throws Exception {
        try (Session session = Session.startPulling()) {
            TextDocumentIdentifier document =
                    open(session, REALM.replace("ripas", "").replace("16M", "16M ripas empty"));
            DocumentDiagnosticReport full =
                    await(session.server().getTextDocumentService().diagnostic(new DocumentDiagnosticParams(document)));
            assertThat(codes(full.getRelatedFullDocumentDiagnosticReport().getItems()))
                    .containsExactly("RS301", "RS302");

            DocumentDiagnosticParams again = new DocumentDiagnosticParams(document);
            again.setPreviousResultId(
                    full.getRelatedFullDocumentDiagnosticReport().getResultId());
            assertThat(await(session.server().getTextDocumentService().diagnostic(again))
                            .isRelatedUnchangedDocumentDiagnosticReport())
                    .isTrue();
            assertThat(session.hasPublished()).isFalse();
        }
    }

    @Test
    void aFileThatAppearsMakesAPullingClientAskAgain() throws Exception {
        try (Session session = Session.startPulling()) {
            TextDocumentIdentifier document = open(session, REALM.replace("guest.bin", "later.bin"));
            DocumentDiagnosticParams ask = new DocumentDiagnosticParams(document);
            assertThat(codes(await(session.server().getTextDocumentService().diagnostic(ask))
                            .getRelatedFullDocumentDiagnosticReport()
                            .getItems()))
                    .containsExactly("RS501");
            assertThat(session.nextRegistration()).isEqualTo("workspace/didChangeWatchedFiles");
            Path later = Files.write(folder.resolve("later.bin"), new byte[8]);
            session.server()
                    .getWorkspaceService()
                    .didChangeWatchedFiles(new org.eclipse.lsp4j.DidChangeWatchedFilesParams(
                            List.of(new FileEvent(later.toUri().toString(), FileChangeType.Created))));
            assertThat(session.awaitRefresh()).isTrue();
            assertThat(await(session.server().getTextDocumentService().diagnostic(ask))
                            .getRelatedFullDocumentDiagnosticReport()
                            .getItems())
                    .isEmpty();
        }
    }

    @Test
    void aFileThatAppearsIsFoundWithoutAnEdit() throws Exception {
        try (Session session = Session.start()) {
            open(session, REALM.replace("guest.bin", "later.bin"));
            assertThat(codes(session.nextPublished().getDiagnostics())).containsExactly("RS501");
            Path later = Files.write(folder.resolve("later.bin"), new byte[8]);
            session.server()
                    .getWorkspaceService()
                    .didChangeWatchedFiles(new org.eclipse.lsp4j.DidChangeWatchedFilesParams(
                            List.of(new FileEvent(later.toUri().toString(), FileChangeType.Created))));
            assertThat(session.nextPublished().getDiagnostics()).isEmpty();
        }
    }

    @Test
    void completionKnowsMachines() throws Exception {
        try (Session session = Session.start()) {
            assertThat(complete(session, "machine \"m\" {\n  board \"fvp\"\n  |\n}"))
                    .contains("load", "realm-symbols")
                    .doesNotContain("board", "ram", "ipa-bits");
            assertThat(complete(session, "machine \"m\" {\n  board \"|\n}")).containsExactly("fvp");
            assertThat(complete(session, "machine \"m\" {\n  load |\n}")).containsExactly("firmware", "image");
            assertThat(complete(session, "machine \"m\" {\n  load image \"guest.bin\" |\n}"))
                    .containsExactly("at");
            assertThat(complete(session, "machine \"m\" {\n  realm-symbols \"gu|"))
                    .contains("guest.bin");
        }
    }

    @Test
    void hoveringAMachineExplainsItsBoardAndItsFiles() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, """
                    machine "m" {
                      board "fvp"
                      load firmware "guest.bin" at 0x8800_0000
                    }
                    """);
            assertThat(hover(session, document, 0, 1)).contains("RAM of the normal world: `0x8000_0000`");
            assertThat(hover(session, document, 1, 4)).contains("board \"fvp\"");
            assertThat(hover(session, document, 1, 10)).contains("Fixed Virtual Platform");
            assertThat(hover(session, document, 2, 10)).contains("`firmware`");
            assertThat(hover(session, document, 2, 20)).isEqualTo("File of 64 bytes.");
        }
    }

    @Test
    @Exercises("hoverProvider")
    void hoveringAnAddressNamesItsHalfItsAliasAndWhatIsThere() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, REALM);
            assertThat(hover(session, document, 5, 8))
                    .contains("`0x8000_0000`: **protected** half")
                    .contains("unprotected alias is `0x1_8000_0000`")
                    .contains("RIPAS RAM");
            assertThat(hover(session, document, 7, 32)).contains("\"guest.bin\", `0x8020_0000` .. `0x8020_0040`");
            assertThat(hover(session, document, CMDLINE, 50))
                    .contains("**unprotected** half")
                    .contains("Device `uart` (ns16550a), reached here by the guest");
            assertThat(hover(session, document, 3, 4)).contains("Bit N-1 tells the protected half");
            assertThat(hover(session, document, 6, 46)).contains("`unprotected`");
            assertThat(hover(session, document, 2, 1)).contains("protected below `0x1_0000_0000`");
        }
    }

    private static String hover(Session session, TextDocumentIdentifier document, int line, int character)
            throws Exception {
        return await(session.server()
                        .getTextDocumentService()
                        .hover(new HoverParams(document, new Position(line, character))))
                .getContents()
                .getRight()
                .getValue();
    }

    @Test
    @Exercises("codeActionProvider")
    void theQuickFixOfAnEarlyConsoleInTheLowerHalfLeavesNothingToFind() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, REALM.replace("0x101000000", "0x1000000"));
            Diagnostic found = session.nextPublished().getDiagnostics().getFirst();
            assertThat(found.getCode().getLeft()).isEqualTo("RS411");
            apply(session, document, 2, onlyFix(session, document, found));
            assertThat(session.nextPublished().getDiagnostics()).isEmpty();
        }
    }

    @Test
    void theQuickFixOfRamThatIsEmptyLeavesNothingToFind() throws Exception {
        try (Session session = Session.start()) {
            TextDocumentIdentifier document = open(session, REALM.replace("16M", "16M ripas empty"));
            Diagnostic found = session.nextPublished().getDiagnostics().getFirst();
            assertThat(found.getCode().getLeft()).isEqualTo("RS301");
            apply(session, document, 2, onlyFix(session, document, found));
            assertThat(session.nextPublished().getDiagnostics()).isEmpty();
        }
    }

    private static CodeAction onlyFix(Session session, TextDocumentIdentifier document, Diagnostic diagnostic)
            throws Exception {
        List<CodeAction> actions = await(session.server()
                        .getTextDocumentService()
                        .codeAction(new CodeActionParams(
                                document, diagnostic.getRange(), new CodeActionContext(List.of(diagnostic)))))
                .stream()
                .map(action -> action.getRight())
                .toList();
        assertThat(actions).hasSize(1);
        assertThat(actions.getFirst().getDiagnostics()).containsExactly(diagnostic);
        return actions.getFirst();
    }

    private static void apply(Session session, TextDocumentIdentifier document, int version, CodeAction action) {
        TextDocumentContentChangeEvent[] changes =
                action.getEdit().getChanges().getOrDefault(document.getUri(), List.of()).stream()
                        .map(edit -> new TextDocumentContentChangeEvent(edit.getRange(), edit.getNewText()))
                        .toArray(TextDocumentContentChangeEvent[]::new);
        session.change(document, version, changes);
    }

    @Test
    @Exercises("completionProvider")
    void completionKnowsWhatMayStandWhereTheCursorIs() throws Exception {
        try (Session session = Session.start()) {
            assertThat(complete(session, "|")).containsExactly("realm", "machine");
            assertThat(complete(session, "realm \"r\" {\n  vcpus 1\n  |\n}"))
                    .contains("ram", "ipa-bits")
                    .doesNotContain("vcpus");
            assertThat(complete(session, "realm \"r\" {\n  ram 0 size 4K ripas |\n}"))
                    .containsExactly("ram", "empty");
            assertThat(complete(session, "realm \"r\" {\n  hash sh|\n")).containsExactly("sha256", "sha512");
            assertThat(complete(session, "realm \"r\" { device d \"|\" }"))
                    .containsExactly(
                            "ns16550a",
                            "arm,pl011",
                            "arm,pl031",
                            "virtio-blk",
                            "virtio-console",
                            "virtio-rng",
                            "virtio-net");
            assertThat(complete(
                            session,
                            "realm \"r\" {\n  device a \"ns16550a\" at 0 irq 32\n  device b \"arm,pl011\" at 8K irq |"))
                    .containsExactly("33");
            assertThat(complete(session, "realm \"r\" {\n  device d \"virtio-blk\" at 0 |\n}"))
                    .contains("irq", "file", "readonly", "snapshot")
                    .doesNotContain("console", "seed", "epoch");
            assertThat(complete(session, "realm \"r\" {\n  load kernel \"gu|")).contains("guest.bin");
            assertThat(complete(session, "realm \"r\" { # a comment |")).isEmpty();
        }
    }

    @Test
    void completionComputesTheEarlyConsoleAndReplacesWhatIsTyped() throws Exception {
        try (Session session = Session.start()) {
            String typed = REALM.replace("console=ttyS0 earlycon=uart8250,mmio,0x101000000", "quiet earlyc");
            TextDocumentIdentifier document = open(session, typed);
            CompletionItem item = await(session.server()
                            .getTextDocumentService()
                            .completion(new CompletionParams(document, new Position(CMDLINE, 23))))
                    .getLeft()
                    .stream()
                    .filter(candidate -> candidate.getLabel().startsWith("earlycon="))
                    .findFirst()
                    .orElseThrow();
            assertThat(item.getTextEdit().getLeft())
                    .isEqualTo(new TextEdit(
                            new Range(new Position(CMDLINE, 17), new Position(CMDLINE, 23)),
                            "earlycon=uart8250,mmio,0x101000000"));
        }
    }

    /** The labels proposed at the bar in the text. */
    private List<String> complete(Session session, String text) throws Exception {
        int cursor = text.indexOf('|');
        String before = text.substring(0, cursor);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        TextDocumentIdentifier document = open(session, before + text.substring(cursor + 1));
        return await(session.server()
                        .getTextDocumentService()
                        .completion(new CompletionParams(
                                document, new Position(line, cursor - before.lastIndexOf('\n') - 1))))
                .getLeft()
                .stream()
                .map(CompletionItem::getLabel)
                .toList();
    }

    @Test
    @Exercises("documentSymbolProvider")
    void theOutlineHasTheRealmsAndInThemWhatTheySay() throws Exception {
        try (Session session = Session.start()) {
            List<DocumentSymbol> symbols = await(session.server()
                            .getTextDocumentService()
                            .documentSymbol(new DocumentSymbolParams(open(session, REALM))))
                    .stream()
                    .map(symbol -> symbol.getRight())
                    .toList();
            assertThat(symbols).extracting(DocumentSymbol::getName).containsExactly("r");
            assertThat(symbols.getFirst().getRange()).isEqualTo(new Range(new Position(2, 0), new Position(10, 1)));
            assertThat(symbols.getFirst().getChildren())
                    .extracting(DocumentSymbol::getName)
                    .containsExactly("ipa-bits", "hash", "ram", "uart", "load", "dtb", "cmdline");
        }
    }

    @Test
    @Exercises("foldingRangeProvider")
    void blocksAndLongCommentsFold() throws Exception {
        try (Session session = Session.start()) {
            List<FoldingRange> ranges = await(session.server()
                    .getTextDocumentService()
                    .foldingRange(new FoldingRangeRequestParams(open(session, REALM))));
            assertThat(ranges)
                    .extracting(FoldingRange::getStartLine, FoldingRange::getEndLine)
                    .containsExactlyInAnyOrder(Tuple.tuple(2, 9), Tuple.tuple(0, 1));
        }
    }

    @Test
    @Exercises("documentLinkProvider")
    void theNameOfAFileThatIsThereIsALinkToIt() throws Exception {
        try (Session session = Session.start()) {
            var links = await(session.server()
                    .getTextDocumentService()
                    .documentLink(new DocumentLinkParams(open(session, REALM))));
            assertThat(links).hasSize(1);
            assertThat(links.getFirst().getTarget())
                    .isEqualTo(folder.resolve("guest.bin").toUri().toString());
            assertThat(links.getFirst().getRange()).isEqualTo(new Range(new Position(7, 17), new Position(7, 26)));
        }
    }

    @Test
    @Exercises("inlayHintProvider")
    void theAddressOfAnUnprotectedDeviceIsFollowedByItsAlias() throws Exception {
        try (Session session = Session.start()) {
            var hints = await(session.server()
                    .getTextDocumentService()
                    .inlayHint(new InlayHintParams(
                            open(session, REALM), new Range(new Position(0, 0), new Position(11, 0)))));
            assertThat(hints).hasSize(1);
            assertThat(hints.getFirst().getLabel().getLeft()).isEqualTo("→ 0x1_0100_0000");
            assertThat(hints.getFirst().getPosition()).isEqualTo(new Position(6, 38));
        }
    }
}
