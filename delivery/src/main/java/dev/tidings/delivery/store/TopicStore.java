package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.notification.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Topics, who subscribes to them, and who wants nothing of them.
///
/// Thread-safe; blocks. Writing returns when it is durable. People are named by any of their ids:
/// whichever it is, the other ids of the same person mean the same subscription, as far as the
/// directory knows them.
public interface TopicStore {

    /// The topics of a tenancy that have been named so far, in the order of names.
    Page<Topic> topics(Tenancy tenancy, PageRequest page);

    /// A topic by its name.
    Optional<Topic> topic(Tenancy tenancy, String name);

    /// The topic that somebody means by a text: the one of this name, else the only one whose name
    /// differs in nothing but the case of its letters from A to Z.
    Optional<String> meant(Tenancy tenancy, String text);

    /// Whether opting out of a topic has no effect; empty if there is no such topic.
    Optional<Boolean> mandatory(Tenancy tenancy, String name);

    /// Makes a topic known; harmless if it is.
    void name(Tenancy tenancy, String name, Instant now);

    /// Says whether opting out of a topic has an effect.
    void mandatory(Tenancy tenancy, String name, boolean mandatory, Instant now);

    /// Subscribes a person, and takes an opt-out back. Who subscribes already goes on getting it as
    /// they do.
    void subscribe(Tenancy tenancy, String topic, String person, Instant now);

    /// Subscribes people who have said nothing about the topic, all in one transaction; who has opted
    /// out stays so.
    void subscribeAll(Tenancy tenancy, String topic, List<String> people, Instant now);

    /// Records that a person wants nothing of a topic, whether or not they subscribed; it lasts.
    void optOut(Tenancy tenancy, String topic, String person, Instant now);

    /// Records what a person wants of a topic, whatever they wanted before.
    void choose(Tenancy tenancy, String topic, String person, Wish wish, Instant now);

    /// Records that a person wants nothing of any topic, those named later included; it lasts. What
    /// they choose afterwards counts all the same.
    void optOutOfAll(Tenancy tenancy, String person, Instant now);

    /// Takes back that a person wants nothing of any topic: what they chose before counts again.
    void takeBack(Tenancy tenancy, String person);

    /// Who has said what they want of a topic, in the order of ids.
    Page<Subscriber> subscribers(Tenancy tenancy, String topic, PageRequest page);

    /// What a person gets, and what else there is to choose.
    ///
    /// @param limit how many topics are told at most
    Choices choices(Tenancy tenancy, String person, int limit);
}
