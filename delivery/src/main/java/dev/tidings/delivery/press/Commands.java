package dev.tidings.delivery.press;

import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.teams.activity.Message;
import java.util.Locale;

/// Does what people tell the bot to do, and says what came of it. Thread-safe; blocks.
final class Commands {
    private final TopicChoices topics;
    private final Vocabulary vocabulary;

    Commands(TopicChoices topics, Vocabulary vocabulary) {
        this.topics = topics;
        this.vocabulary = vocabulary;
    }

    /// Does it.
    ///
    /// @return what the person is answered
    Content run(Presser presser, Command command) {
        return switch (command.verb()) {
            case SUBSCRIBE -> choose(presser, command.topic(), Wish.ALL, Phrase.SUBSCRIBED);
            case DIGEST -> choose(presser, command.topic(), Wish.DIGEST, Phrase.DIGEST);
            case HOURLY -> choose(presser, command.topic(), Wish.HOURLY, Phrase.HOURLY);
            case UNSUBSCRIBE -> choose(presser, command.topic(), Wish.NOTHING, Phrase.UNSUBSCRIBED);
            case STOP ->
                command.topic().isEmpty()
                        ? stop(presser)
                        : choose(presser, command.topic(), Wish.NOTHING, Phrase.UNSUBSCRIBED);
            case START -> {
                topics.start(presser);
                yield said(Phrase.STARTED.in(presser.language()));
            }
            case SETTINGS -> preferences(presser);
            case HELP -> said(help(presser.language()));
        };
    }

    /// Who names no topic is shown which there are.
    private Content choose(Presser presser, String text, Wish wish, Phrase done) {
        if (text.isEmpty()) {
            return preferences(presser);
        }
        String topic = topics.meant(presser, text);
        String refusal = topics.choose(presser, topic, wish);
        return new Content.Said(Message.plain(refusal == null ? done.in(presser.language(), topic) : refusal));
    }

    private Content stop(Presser presser) {
        topics.stop(presser);
        Locale language = presser.language();
        return said(Phrase.STOPPED.in(language, word(Verb.START, language), word(Verb.SUBSCRIBE, language)));
    }

    /// For those who wrote something that is no command.
    Content unclear(Presser presser) {
        return said(Phrase.UNCLEAR.in(presser.language()) + "\n\n" + help(presser.language()));
    }

    private Content preferences(Presser presser) {
        return new Content.Chosen(topics.preferences(presser));
    }

    private String help(Locale language) {
        return Phrase.HELP.in(
                language,
                word(Verb.SETTINGS, language),
                word(Verb.SUBSCRIBE, language),
                word(Verb.DIGEST, language),
                word(Verb.UNSUBSCRIBE, language),
                word(Verb.STOP, language),
                word(Verb.START, language),
                word(Verb.HOURLY, language));
    }

    private String word(Verb verb, Locale language) {
        return vocabulary.word(verb, language);
    }

    private static Content said(String markdown) {
        return new Content.Said(Message.text(markdown));
    }
}
