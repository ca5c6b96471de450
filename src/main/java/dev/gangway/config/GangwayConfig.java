package dev.gangway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of Gangway itself; what a shift does is in its TrafficShift and ShiftPolicy. */
@ConfigMapping(prefix = "gangway")
public interface GangwayConfig {

    /** From the beginning of one round to that of the next; longer where the metrics are scraped less often. */
    @WithDefault("10s")
    Duration roundInterval();

    /** How many shifts have their turns beside each other. */
    @WithDefault("8")
    int lanes();

    /** A call to a cluster's API server is given up after this. */
    @WithDefault("5s")
    Duration clusterTimeout();

    /** A watch that has said nothing for so long is held against a new list. In real time, whatever the tempo. */
    @WithDefault("90s")
    Duration watchSilence();

    /** What is known of a kind counts no more when that list can't be had for so long. In real time, whatever the tempo. */
    @WithDefault("10s")
    Duration watchGrace();

    /** Where MeshClusters' {@code kubeconfigContext} is looked for; without it KUBECONFIG, or else {@code ~/.kube/config}. */
    Optional<Path> kubeconfig();

    /** Which of several replicas leads. */
    Leadership leadership();

    /** How Prometheus is read. */
    Prometheus prometheus();

    /** Which gates may be called. */
    Gates gates();

    /** Which gates may be called. */
    interface Gates {
        /** Hosts that policies may have called: {@code gates.example.com}, {@code gates.shop.svc:8080}, {@code *.example.com}. */
        Optional<List<String>> hosts();

        /** A directory with the bearer token of a host in a file of its name, as a mounted Secret is; read at each call. */
        Optional<Path> tokens();
    }

    /** How much one caller may ask of the REST interface. */
    Rest rest();

    /** Who is told of decisions. */
    Events events();

    /** The chat that is told of some of them. */
    Chat chat();

    /** Where people look at shifts, for links; without it there are none. */
    Optional<URI> consoleUrl();

    /** Who is told of decisions. */
    interface Events {
        /** What CloudEvents say that they come from: one Gangway, with all its replicas. */
        @WithDefault("/gangway")
        URI source();

        /** Whether decisions are Events of their TrafficShift, too. */
        @WithDefault("true")
        boolean kubernetes();
    }

    /** A chat with an incoming webhook as Slack has them. */
    interface Chat {
        /** The file with the webhook's address, which is a secret and is read each time; without it no chat is told. */
        Optional<Path> webhookFile();

        /** It is told when a shift comes into one of these. */
        @WithDefault("Paused,RollingBack,RolledBack,Succeeded")
        List<String> phases();

        /** What it is told, with words in braces. */
        @WithDefault(
                "*{shift}* ({service}, {source} to {destination}): {phase}, {percent} % at {destination}. {reason} {link}")
        String template();
    }

    /** Who is let in. */
    Access access();

    /** Alertmanager's webhook. */
    Alerts alerts();

    /** Who is let in. */
    interface Access {
        /** Whether anybody is asked who they are. */
        @WithDefault("kubernetes")
        Mode mode();

        /** How long what the management cluster has said of a token, or of what somebody may do, counts; at most a minute. */
        @WithDefault("10s")
        Duration remember();

        /** One of which a token must be meant for; without them the API server's own. */
        Optional<List<String>> audiences();

        /** Whose tokens are taken beside those of the management cluster. */
        Oidc oidc();

        /** Whether anybody is asked who they are. */
        enum Mode {
            /** By a token of the management cluster, whose RBAC says what they may do. */
            KUBERNETES,
            /** Nobody is: only where nobody else reaches the server. */
            OPEN
        }
    }

    /** An OIDC issuer. */
    interface Oidc {
        /** Its address, as its tokens have it in {@code iss}; without it there is none, and nobody is asked. */
        Optional<String> issuer();

        /** One of which its tokens must be meant for; needed with an issuer. */
        Optional<List<String>> audiences();

        /** Which claim has the user's name. */
        @WithDefault("sub")
        String userClaim();

        /** Which claim has the groups. */
        @WithDefault("groups")
        String groupsClaim();

        /** What goes before the names of users and groups; {@code -} for nothing. */
        @WithDefault("oidc:")
        String prefix();
    }

    /** Alertmanager's webhook. */
    interface Alerts {
        /** A file with the tokens, one in each line, by one of which Alertmanager says who it is. */
        Optional<Path> tokenFile();
    }

    /** How much one caller may ask of the REST interface. */
    interface Rest {
        /** Changes that a caller may make in a second, for ever. */
        @WithDefault("20")
        int changesPerSecond();

        /** Changes that a caller may make at once. */
        @WithDefault("100")
        int changesAtOnce();

        /** Who may listen to events at one replica at once. */
        @WithDefault("1000")
        int listeners();
    }

    /** Which of several replicas leads: by a Lease of the management cluster. */
    interface Leadership {
        /** Where the Lease is; without it in Gangway's own namespace. */
        Optional<String> leaseNamespace();

        /** Its name; replicas that share it are one Gangway. */
        @WithDefault("gangway")
        String leaseName();

        /** A leader that has not renewed it for so long may be replaced; whole seconds. */
        @WithDefault("10s")
        Duration leaseDuration();

        /** A leader that has not been able to renew it for so long stops acting; below the duration. */
        @WithDefault("7s")
        Duration renewDeadline();

        /** From one attempt to renew or take it to the next; below the deadline. */
        @WithDefault("1s")
        Duration retryPeriod();
    }

    /** How Prometheus is read. */
    interface Prometheus {
        /** For one query, and for all queries of one round to one server: once for every 2,000 services. */
        @WithDefault("5s")
        Duration timeout();

        /** For all queries of one reading of the past to one server. */
        @WithDefault("30s")
        Duration historyTimeout();

        /** How old a series' last sample may be and still stand for its counter. */
        @WithDefault("10m")
        Duration lookback();

        /** How far behind a server's now the counters are read. */
        @WithDefault("1s")
        Duration delay();

        /** Services in one query. */
        @WithDefault("200")
        int batchSize();

        /** What the first reading of a server covers. */
        @WithDefault("10s")
        Duration firstWindow();

        /** A longer gap between two readings is not made up for. */
        @WithDefault("5m")
        Duration maxWindow();

        /** A longer answer is refused. */
        @WithDefault("16777216")
        int maxResponseBytes();
    }
}
