package dev.realmstep.lsp;

import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.Property;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.TextRange;
import dev.realmstep.config.syntax.Argument;
import dev.realmstep.config.syntax.Block;
import dev.realmstep.config.syntax.Statement;
import dev.realmstep.config.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.SymbolKind;

/** The realms and machines of a file, and in each what it says, as document symbols. */
final class Outline {
    private Outline() {}

    static List<DocumentSymbol> of(SyntaxTree tree) {
        return tree.blocks().stream().map(block -> realm(tree, block)).toList();
    }

    private static DocumentSymbol realm(SyntaxTree tree, Block block) {
        DocumentSymbol symbol = symbol(
                label(block.head()).orElse(block.head().keyword().text()),
                block.head().keyword().text(),
                SymbolKind.Module,
                block.range(),
                block.head().range());
        symbol.setChildren(block.statements().stream()
                .map(statement -> statement(tree, statement))
                .toList());
        return symbol;
    }

    private static DocumentSymbol statement(SyntaxTree tree, Statement statement) {
        String keyword = statement.keyword().text();
        Optional<Property> property = BlockKinds.property(tree, statement);
        boolean named = property.filter(p -> p == RealmProperty.DEVICE).isPresent();
        String value = statement.arguments().isEmpty()
                ? ""
                : tree.source().slice(statement.arguments().getFirst().range().to(statement.range()));
        return symbol(
                named ? label(statement).orElse(keyword) : keyword,
                named ? keyword : value,
                property.map(Outline::kind).orElse(SymbolKind.Property),
                statement.range(),
                statement.keyword().range());
    }

    private static SymbolKind kind(Property property) {
        return switch (property) {
            case RealmProperty ofRealm -> kind(ofRealm);
            case MachineProperty ofMachine ->
                switch (ofMachine) {
                    case LOAD, SYMBOLS, REALM_SYMBOLS, PLATFORM_KEY, REALM_KEY -> SymbolKind.File;
                    case BOARD, ENTRY -> SymbolKind.Property;
                };
        };
    }

    private static SymbolKind kind(RealmProperty property) {
        return switch (property) {
            case RAM -> SymbolKind.Array;
            case DEVICE -> SymbolKind.Interface;
            case LOAD, DTB, SYMBOLS, PLATFORM_KEY, REALM_KEY -> SymbolKind.File;
            default -> SymbolKind.Property;
        };
    }

    private static Optional<String> label(Statement statement) {
        return statement.arguments().stream().findFirst().flatMap(argument -> switch (argument) {
            case Argument.Text text when !text.text().isBlank() -> Optional.of(text.text());
            case Argument.Word word -> Optional.of(word.text());
            default -> Optional.empty();
        });
    }

    private static DocumentSymbol symbol(
            String name, String detail, SymbolKind kind, TextRange range, TextRange selection) {
        return new DocumentSymbol(name, kind, Positions.toRange(range), Positions.toRange(selection), detail);
    }
}
