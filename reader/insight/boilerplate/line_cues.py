"""Words typical of boilerplate, by topic; they count most in a line of a few words.

Each is one word or two (joined by `|`) in lower case, in the languages whose newspapers are read most. They are only
hints: the look and the place of a line are the same in every language.
"""

_PHRASES = {
    "share": """
        share shares sharing tweet tweets retweet facebook twitter whatsapp pinterest linkedin reddit instagram
        youtube telegram flipboard messenger tumblr tiktok snapchat bluesky mastodon threads vk print email e-mail
        pin follow followers copy-link teilen drucken folgen partager imprimer suivre compartir síguenos imprimir
        seguir compartilhar condividi stampa seguici delen volg udostępnij поделиться подписаться распечатать
        поділитися paylaş
    """,
    "comment": """
        comment comments reply replies commented kommentar kommentare kommentieren commentaire commentaires réagir
        comentario comentarios comentar comentários commenti commento reacties reageer komentarze комментарии
        комментарий комментировать коментарі yorum yorumlar moderated
    """,
    "subscription": """
        newsletter newsletters subscribe subscribed subscriber subscribers subscription subscriptions unsubscribe
        login log-in signup sign-up sign register registration password account inbox premium membership donate
        abonnieren abonnement abo anmelden registrieren abonnez-vous s'abonner inscription connexion suscríbete
        suscripción suscribirse boletín registrarse assine assinar iscriviti abbonati accedi abonneren inloggen
        aanmelden subskrybuj zaloguj подписка войти рассылка регистрация abone log|in sign|in sign|up sign|out
        free|trial my|account
    """,
    "related": """
        related recommended trending popular readmore previous next older newer sponsored promoted taboola outbrain
        read|more more|from more|on see|also read|also also|like also|read most|read most|viewed most|popular
        more|stories you|may you|might up|next don't|miss don’t|miss latest|news top|stories keep|reading
        continue|reading editors'|picks story|continues click|here watch|video watch|now see|more show|more
        load|more view|more find|out learn|more full|story related|articles similar|articles weiterlesen mehr|zum
        lesen|sie auch|interessant lire|aussi lire|la voir|aussi plus|lus à|lire leer|más lea|también más|leídas
        te|puede leia|mais leia|também mais|lidas saiba|mais leggi|anche leggi|tutto lees|ook lees|meer czytaj|także
        zobacz|też читайте|также читать|далее читайте|ещё смотрите|также no|time
    """,
    "legal": """
        copyright copyrighted reserved cookie cookies privacy terms disclaimer gdpr imprint impressum datenschutz
        agb nutzungsbedingungen confidentialité mentions cgu privacidad privacidade aviso-legal riservati
        informativa voorwaarden prywatności конфиденциальности соглашение çerez policy policies trademark trademarks
        licence license consent all|rights rights|reserved alle|rechte tous|droits todos|los|derechos tutti|i
        все|права terms|of
    """,
    "advertising": """
        advertisement advertisements advertise advertising advert ads sponsor sponsored sponsors anzeige werbung
        publicité publicidad publicidade pubblicità advertentie reklama реклама reklam affiliate commission promo
        coupon
    """,
    "credit": """
        photo photos photograph photographs photographer image images picture pictured caption credit getty afp
        shutterstock reuters istock alamy unsplash epa tass pool courtesy via screenshot screengrab illustration
        collage graphic foto fotos bild bildquelle quelle crédit cliché imagen imagem immagine fonte bron zdjęcie
        źródło фото источник
    """,
    "byline": """
        by author authors writer staff correspondent editor reporter contributor published updated posted written
        edited von autor autorin redaktion veröffentlicht aktualisiert par auteur publié por autora publicado
        actualizado atualizado redacción di redazione pubblicato aggiornato door redactie gepubliceerd автор
        опубликовано обновлено редакция yazar filed last|updated last|modified first|published min|read minute|read
        reading|time
    """,
    "date": """
        january february march april june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat
        sun ago yesterday today am pm a.m p.m est edt gmt utc bst cet pst pdt ist hours minutes days januar februar
        märz mai juni juli oktober dezember uhr vor janvier février mars avril juin juillet août septembre octobre
        novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        janeiro fevereiro março maio junho julho setembro outubro dezembro gennaio febbraio aprile maggio giugno
        luglio settembre ottobre dicembre maart mei augustus января февраля марта апреля мая июня июля августа
        сентября октября ноября декабря назад ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    """,
    "menu": """
        home menu search skip navigation sitemap contact contacts about faq help support careers jobs archive
        archives homepage category categories tags tagged topics topic sections login toggle close open gallery
        slideshow video videos podcast podcasts live weather sport sports opinion lifestyle entertainment business
        technology tech politics world culture health travel science startseite suche kontakt über hilfe übersicht
        accueil recherche rechercher inicio buscar contacto portada contato cerca contatti zoeken strona szukaj
        kontakt главная поиск контакты меню anasayfa ara iletişim back|to back summary get|a contact|us about|us
        skip|to all|news source|link view|all see|all
    """,
}

# Topics by word, and by pair of words.
TOPICS_BY_PHRASE: dict[str | tuple[str, ...], str] = {
    tuple(phrase.split("|")) if "|" in phrase else phrase: topic
    for topic, phrases in reversed(_PHRASES.items())
    for phrase in phrases.split()
}
TOPICS = tuple(_PHRASES)
# Words that pages use about themselves even in long lines, and that are rare in prose.
PAGE_WORDS = frozenset({"click", "website", "follow", "email", "cookies", "trademarks"}) | {
    word for word, topic in TOPICS_BY_PHRASE.items() if topic in ("legal", "subscription") and len(word) > 4
}
