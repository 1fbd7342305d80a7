<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context>
    <name>AccountCard</name>
    <message>
        <source>Connecting…</source>
        <translation>接続しています…</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>同期しています…</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>同期済み</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>オフにしています</translation>
    </message>
    <message>
        <source>Account is switched on</source>
        <translation>アカウントを使用する</translation>
    </message>
    <message>
        <source>Show this account first when Tributary starts</source>
        <translation>起動時にこのアカウントを最初に表示</translation>
    </message>
    <message>
        <source>Switch to this account</source>
        <translation>このアカウントに切り替え</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>パスワードを変更</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上へ移動</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下へ移動</translation>
    </message>
    <message>
        <source>Remove this account</source>
        <translation>このアカウントを削除</translation>
    </message>
    <message>
        <source>This account is shown first</source>
        <translation>このアカウントを最初に表示しています</translation>
    </message>
    <message>
        <source>Last synced: %1</source>
        <translation>最終同期: %1</translation>
    </message>
    <message>
        <source>%1 · OAuth</source>
        <translation>%1 · OAuth</translation>
    </message>
    <message>
        <source>Sign-in lasts until about %1</source>
        <translation>サインインの有効期限: %1 頃</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度サインイン</translation>
    </message>
    <message>
        <source>Edit this account</source>
        <translation>このアカウントを編集</translation>
    </message>
    <message>
        <source>Pause until Tributary is started again</source>
        <translation>Tributary を次に起動するまで一時停止</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>接続をテスト</translation>
    </message>
    <message>
        <source>Progress of the sync</source>
        <translation>同期の進み具合</translation>
    </message>
    <message>
        <source>Go on syncing</source>
        <translation>同期を再開</translation>
    </message>
    <message>
        <source>%1 on this computer</source>
        <comment>bytes</comment>
        <translation>このコンピューターに %1</translation>
    </message>
    <message>
        <source>Being removed…</source>
        <translation>削除しています…</translation>
    </message>
</context>
<context>
    <name>AccountNotices</name>
    <message>
        <source>%1 has stopped</source>
        <extracomment>On the desktop: the name of an account, and what it needs</extracomment>
        <translation>%1 が停止しました</translation>
    </message>
    <message>
        <source>%1. Its mail is kept, and what waits to be sent goes on afterwards.</source>
        <translation>%1。メールは残っており、送信待ちのものはその後に送られます。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>See why</source>
        <translation>理由を見る</translation>
    </message>
</context>
<context>
    <name>AccountSection</name>
    <message>
        <source>%1 of %2 messages</source>
        <translation>%1 / %2 通</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes</comment>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>待機中の変更 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>last complete sync %1</source>
        <translation>最後の完全な同期: %1</translation>
    </message>
    <message>
        <source>never synced completely</source>
        <translation>まだ完全には同期していません</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Sync progress</source>
        <translation>同期の進み具合</translation>
    </message>
    <message>
        <source>The server said: “%1”</source>
        <translation>サーバーからの応答:「%1」</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Resume syncing %1</source>
        <translation>%1 の同期を再開</translation>
    </message>
    <message>
        <source>Pause syncing %1</source>
        <translation>%1 の同期を一時停止</translation>
    </message>
    <message>
        <source>Sync %1 now</source>
        <translation>%1 を今すぐ同期</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Mail accounts</source>
        <translation>メールアカウント</translation>
    </message>
    <message>
        <source>Add mail account</source>
        <translation>メールアカウントを追加</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>アカウントがまだありません</translation>
    </message>
    <message>
        <source>Accounts that you add stand here.</source>
        <translation>追加したアカウントがここに並びます。</translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>アカウントの削除</translation>
    </message>
    <message>
        <source>Remove %1 from Tributary?</source>
        <translation>%1 を Tributary から削除しますか?</translation>
    </message>
    <message>
        <source>Its mail may be on this computer alone: the server was told to delete what has come here.</source>
        <translation>メールはこのコンピューターにしか残っていない可能性があります。受信したメールはサーバーから削除する設定になっています。</translation>
    </message>
    <message>
        <source>On the server everything stays as it is.</source>
        <translation>サーバー上のものはそのまま残ります。</translation>
    </message>
    <message>
        <source>The password is deleted from this computer either way. Its mail can stay readable here, or go too.</source>
        <translation>パスワードはどちらの場合もこのコンピューターから削除されます。メールはここで読めるように残すことも、削除することもできます。</translation>
    </message>
    <message>
        <source>Keep its mail</source>
        <translation>メールを残す</translation>
    </message>
    <message>
        <source>Delete its mail here</source>
        <translation>ここのメールを削除</translation>
    </message>
    <message>
        <source>&amp;Import accounts…</source>
        <translation>アカウントをインポート(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>エクスポート(&amp;X)…</translation>
    </message>
    <message>
        <source>These send through it and cannot send without it: %1</source>
        <translation>次のアカウントはこのアカウント経由で送信しており、削除すると送信できなくなります: %1</translation>
    </message>
    <message>
        <source>The server of %1 could not be reached.</source>
        <translation>%1のサーバーに接続できませんでした。</translation>
    </message>
    <message>
        <source>Filters and the vacation reply that run there go on. They can be ended on the provider&apos;s own page.</source>
        <translation>サーバーで動作しているフィルターと不在通知はそのまま続きます。プロバイダーのページで停止できます。</translation>
    </message>
</context>
<context>
    <name>ActionRow</name>
    <message>
        <source>What is done</source>
        <translation>実行する操作</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>one word</source>
        <translation>1 語で入力</translation>
    </message>
    <message>
        <source>Address to forward to</source>
        <translation>転送先のアドレス</translation>
    </message>
    <message>
        <source>Remove this action</source>
        <translation>この操作を削除</translation>
    </message>
</context>
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Sync activity</source>
        <translation>同期の状況</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>アカウントがまだありません</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Fetch messages on metered lines too</source>
        <translation>従量制の回線でも本文を取得する</translation>
    </message>
</context>
<context>
    <name>AddAccountDialog</name>
    <message>
        <source>Add mail account</source>
        <translation>メールアカウントを追加</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Which account?</source>
        <translation>追加するアカウント</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>%1 にサインイン</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>確認しています</translation>
    </message>
    <message>
        <source>The account is ready</source>
        <translation>アカウントの準備ができました</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>%1 has been added</source>
        <translation>%1 を追加しました</translation>
    </message>
    <message>
        <source>Its mail is arriving behind this window, newest first.</source>
        <translation>このウィンドウの後ろで、新しいメールから順に届いています。</translation>
    </message>
    <message>
        <source>Authenticate</source>
        <translation>認証する</translation>
    </message>
    <message>
        <source>A code was mailed to %1. Nothing is sent from the account before it is entered.</source>
        <translation>%1 に確認コードをメールで送りました。コードを入力するまで、このアカウントからは送信されません。</translation>
    </message>
    <message>
        <source>Enter code</source>
        <translation>コードを入力</translation>
    </message>
    <message>
        <source>Looking for servers</source>
        <translation>サーバーを検索中</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスではありません。</translation>
    </message>
    <message>
        <source>This address is an account already: see Settings &gt; Mail accounts.</source>
        <translation>このアドレスはすでに登録されています。「設定」&gt;「メールアカウント」をご覧ください。</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>name@example.com</source>
        <translation>name@example.com</translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation>メールアドレス(&amp;E)</translation>
    </message>
    <message>
        <source>Demo accounts</source>
        <translation>デモ用アカウント</translation>
    </message>
    <message>
        <source>Password: %1</source>
        <translation>パスワード: %1</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>これを使う</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 を使う</translation>
    </message>
    <message>
        <source>Enter an address.</source>
        <translation>アドレスを入力してください。</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスの形式ではありません。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Signs in on a page in the browser. Password there: %1</source>
        <translation>ブラウザーのページでサインインします。そこでのパスワード: %1</translation>
    </message>
    <message>
        <source>The servers of many providers are known; those of others are looked for, or you enter them yourself.</source>
        <translation>多くのプロバイダーのサーバーは登録済みです。それ以外は検索するか、ご自分で入力します。</translation>
    </message>
    <message>
        <source>With IMAP your mail stays on the server, and all your devices see the same. With POP3 the inbox is fetched to this computer. You choose on the next page.</source>
        <translation>IMAP ではメールはサーバーに残り、すべての端末で同じ状態になります。POP3 では受信トレイがこのコンピューターに取り込まれます。次のページで選べます。</translation>
    </message>
    <message>
        <source>%1 (prepared by your organisation)</source>
        <translation>%1(組織が用意)</translation>
    </message>
    <message>
        <source>By address</source>
        <translation>アドレスから</translation>
    </message>
    <message>
        <source>Only accounts of certain providers can be added: managed by your organisation.</source>
        <translation>追加できるのは特定のプロバイダーのアカウントだけです（組織が管理しています）。</translation>
    </message>
    <message>
        <source>With IMAP your mail stays on the server, and all your devices see the same.</source>
        <translation>IMAP ではメールはサーバーに残り、すべての端末で同じ状態になります。</translation>
    </message>
    <message>
        <source>With POP3 the inbox is fetched to this computer.</source>
        <translation>POP3 では受信トレイがこのコンピューターに取り込まれます。</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Name the passphrase&apos;s file in TRIBUTARY_PASSPHRASE_FILE.</source>
        <translation>パスフレーズのファイルを TRIBUTARY_PASSPHRASE_FILE で指定してください。</translation>
    </message>
    <message>
        <source>Opening your mail…</source>
        <translation>メールを開いています…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>The open window is of another version of Tributary</source>
        <translation>開いているウィンドウは別のバージョンの Tributary です</translation>
    </message>
    <message>
        <source>Close it, and try again.</source>
        <translation>それを閉じてから、もう一度試してください。</translation>
    </message>
    <message>
        <source>The open window does not answer</source>
        <translation>開いているウィンドウが応答しません</translation>
    </message>
    <message>
        <source>Wait until it does, or end it, and try again.</source>
        <translation>応答するまで待つか、終了させてから、もう一度試してください。</translation>
    </message>
    <message>
        <source>The message that was to be written is begun then.</source>
        <translation>作成するはずだったメッセージは、そのときに開きます。</translation>
    </message>
</context>
<context>
    <name>ApplyDialog</name>
    <message>
        <source>Apply Now</source>
        <translation>今すぐ適用</translation>
    </message>
    <message>
        <source>Apply “%1” to the mail that lies in these mailboxes already:</source>
        <translation>次のメールボックスにすでにあるメールに「%1」を適用します:</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>Nothing is forwarded by this. All of it can be undone.</source>
        <translation>転送は行いません。すべて取り消せます。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>適用(&amp;A)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a mailbox and how many messages</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>中止(&amp;T)</translation>
    </message>
    <message>
        <source>%1 of %2 messages looked at, %3 taken</source>
        <translation>%2 通中 %1 通を確認、%3 通が該当</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>中止しています…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) changed.</source>
        <translation>
            <numerusform>%Ln 通を変更しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>No message was changed.</source>
        <translation>変更したメッセージはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be judged: their text is not on this computer.</source>
        <translation>
            <numerusform>%Ln 通は本文がこのコンピューターにないため、判定できませんでした。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln would have been forwarded, and were not.</source>
        <translation>
            <numerusform>転送の対象だった %Ln 通は、転送していません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) cannot work and were passed over.</source>
        <translation>
            <numerusform>動作しないフィルター %n 個は適用しませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
</context>
<context>
    <name>AttachedCards</name>
    <message>
        <source>(no title)</source>
        <translation>(タイトルなし)</translation>
    </message>
    <message>
        <source>Nothing in this file can be shown.</source>
        <translation>このファイルには表示できるものがありません。</translation>
    </message>
</context>
<context>
    <name>AttachmentActions</name>
    <message>
        <source>It is a program: opening it runs it on this computer.</source>
        <translation>これはプログラムです。開くとこのコンピューターで実行されます。</translation>
    </message>
    <message>
        <source>It is a script: opening it may run it on this computer.</source>
        <translation>これはスクリプトです。開くとこのコンピューターで実行されることがあります。</translation>
    </message>
    <message>
        <source>It is an archive that holds a program.</source>
        <translation>これはプログラムを含むアーカイブです。</translation>
    </message>
    <message>
        <source>Its name pretends to be another kind of file than it is.</source>
        <translation>ファイル名が別の種類のファイルに見せかけています。</translation>
    </message>
    <message>
        <source>It is a document that can hold macros.</source>
        <translation>これはマクロを含むことのある文書です。</translation>
    </message>
    <message>
        <source>Open attachment</source>
        <translation>添付ファイルを開く</translation>
    </message>
    <message>
        <source>Open %1?</source>
        <translation>%1 を開きますか?</translation>
    </message>
    <message>
        <source>Open it only if you expected it from this sender.</source>
        <translation>この差出人から届く予定があった場合だけ開いてください。</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>それでも開く</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 を保存</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>保存しました: %1</translation>
    </message>
    <message>
        <source>Save all attachments in</source>
        <translation>添付ファイルの保存先</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) saved in %1</source>
        <translation>
            <numerusform>%n 個のファイルを %1 に保存しました</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentBar</name>
    <message>
        <source>Attached files</source>
        <translation>添付ファイル</translation>
    </message>
    <message>
        <source>Return opens, Delete removes it from the message</source>
        <translation>Enter で開き、Delete でメッセージから外します</translation>
    </message>
    <message>
        <source>The files need %1 on the way, more than the %2 that the server takes. It may refuse this message.</source>
        <translation>ファイルは送信時に %1 になり、サーバーが受け付ける %2 を超えます。このメッセージは拒否される可能性があります。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>ファイル %n 個、%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Download all</source>
        <translation>すべてダウンロード</translation>
    </message>
    <message>
        <source>Save all</source>
        <translation>すべて保存</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1 is still on the server. Click to download and open it.</source>
        <translation>%1 はまだサーバーにあります。クリックするとダウンロードして開きます。</translation>
    </message>
    <message>
        <source>Open %1 (%2)</source>
        <translation>%1 を開く (%2)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>開く(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>名前を付けて保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Save &amp;all…</source>
        <translation>すべて保存(&amp;A)…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>ほか %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>“Save all” saves these too.</source>
        <translation>「すべて保存」でこれらも保存されます。</translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>Back up</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>All mail, accounts and settings of this profile in one encrypted file. Without the passphrase nobody can open it, you included. It is restored into a new folder by “tributary-cli restore FILE --profile FOLDER”.</source>
        <translation>このプロファイルのすべてのメール、アカウント、設定を、暗号化した一つのファイルにします。パスフレーズがなければ、ご本人も含め誰も開けません。「tributary-cli restore FILE --profile FOLDER」で新しいフォルダーに復元します。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>バックアップのファイル</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>パスフレーズ(&amp;P)</translation>
    </message>
    <message>
        <source>Several words are better than one. Keep it in another place than the backup.</source>
        <translation>一語より数語のほうが安全です。バックアップとは別の場所に保管してください。</translation>
    </message>
    <message>
        <source>The same &amp;once more</source>
        <translation>もう一度同じものを(&amp;O)</translation>
    </message>
    <message>
        <source>With the &amp;sealed passwords of this profile</source>
        <translation>このプロファイルの封印されたパスワードも含める(&amp;S)</translation>
    </message>
    <message>
        <source>This is not the same passphrase.</source>
        <translation>パスフレーズが一致しません。</translation>
    </message>
    <message>
        <source>Backing up. Mail goes on coming and going meanwhile…</source>
        <translation>バックアップしています。その間もメールの送受信は続きます…</translation>
    </message>
    <message>
        <source>The backup is in %1 (%2), with the sealed passwords.</source>
        <translation>バックアップは %1 にあります（%2）。封印されたパスワードを含みます。</translation>
    </message>
    <message>
        <source>The backup is in %1 (%2). Passwords are not in it: after restoring, each account asks for its own.</source>
        <translation>バックアップは %1 にあります（%2）。パスワードは含まれません。復元後、アカウントごとにパスワードを尋ねます。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>この通知を閉じる</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>詳細を隠す</translation>
    </message>
</context>
<context>
    <name>BodyDocument</name>
    <message>
        <source>Show quoted text</source>
        <translation>引用を表示</translation>
    </message>
    <message>
        <source>This message has no text.</source>
        <translation>本文がありません。</translation>
    </message>
    <message>
        <source>Show the rest of this long message</source>
        <translation>この長いメッセージの続きを表示</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>差出人:</translation>
    </message>
    <message>
        <source>To:</source>
        <translation>宛先:</translation>
    </message>
    <message>
        <source>Copy:</source>
        <translation>CC:</translation>
    </message>
    <message>
        <source>Date:</source>
        <translation>日時:</translation>
    </message>
</context>
<context>
    <name>BodyEditor</name>
    <message>
        <source>Message text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Write your message</source>
        <translation>本文を入力してください</translation>
    </message>
    <message>
        <source>Paste Without Formatting</source>
        <translation>書式なしで貼り付け</translation>
    </message>
</context>
<context>
    <name>BodyView</name>
    <message>
        <source>Message text</source>
        <translation>メッセージ本文</translation>
    </message>
</context>
<context>
    <name>BudgetChoice</name>
    <message>
        <source>How much the mail on this computer may take</source>
        <translation>このコンピューターでメールが使ってよい容量</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>制限なし</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>Another size…</source>
        <translation>ほかの大きさ…</translation>
    </message>
    <message>
        <source>Size of the mail on this computer, in GB</source>
        <translation>このコンピューターのメールの大きさ（GB）</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
</context>
<context>
    <name>CandidateText</name>
    <message>
        <source>This provider wants an app password, which you make on its website.</source>
        <translation>このプロバイダーではアプリパスワードが必要です。プロバイダーのウェブサイトで作成してください。</translation>
    </message>
    <message>
        <source>IMAP has to be switched on first on this provider&apos;s website.</source>
        <translation>先にプロバイダーのウェブサイトで IMAP を有効にする必要があります。</translation>
    </message>
    <message>
        <source>POP has to be switched on first on this provider&apos;s website.</source>
        <translation>先にプロバイダーのウェブサイトで POP を有効にする必要があります。</translation>
    </message>
    <message>
        <source>Access for mail programs (IMAP and POP) has to be switched on first on this provider&apos;s website.</source>
        <translation>先にプロバイダーのウェブサイトで、メールソフトからのアクセス(IMAP と POP)を有効にする必要があります。</translation>
    </message>
    <message>
        <source>Instead of the password, enter the authorisation code that this provider&apos;s website gives you.</source>
        <translation>パスワードの代わりに、プロバイダーのウェブサイトで発行される認証コードを入力してください。</translation>
    </message>
    <message>
        <source>This provider has a password of its own for mail programs; the one of its website does not work.</source>
        <translation>このプロバイダーではメールソフト専用のパスワードを使います。ウェブサイトのパスワードは使えません。</translation>
    </message>
    <message>
        <source>The user name is the part of the address before the @.</source>
        <translation>ユーザー名はアドレスの @ より前の部分です。</translation>
    </message>
    <message>
        <source>The user name is the ID that the provider gave you, not the address.</source>
        <translation>ユーザー名はアドレスではなく、プロバイダーから与えられた ID です。</translation>
    </message>
    <message>
        <source>The user name is the address with a dot in place of the @.</source>
        <translation>ユーザー名は、アドレスの @ をピリオドに置き換えたものです。</translation>
    </message>
    <message>
        <source>Mail programs can be used only with a paid plan of this provider.</source>
        <translation>メールソフトは、このプロバイダーの有料プランでのみ使えます。</translation>
    </message>
    <message>
        <source>IMAP is an option of this provider that has to be ordered; POP comes without it.</source>
        <translation>このプロバイダーでは IMAP は申し込みが必要なオプションです。POP は申し込みなしで使えます。</translation>
    </message>
    <message>
        <source>Accounts of another region have another server: with the wrong one, the password seems to be wrong.</source>
        <translation>別の地域のアカウントはサーバーが異なります。地域を間違えると、パスワードが違うように見えます。</translation>
    </message>
    <message>
        <source>Your organisation decides whether mail programs may be used.</source>
        <translation>メールソフトを使えるかどうかは、所属する組織が決めます。</translation>
    </message>
    <message>
        <source>This provider takes no password from mail programs, and its sign-in page is not known here.</source>
        <translation>このプロバイダーはメールソフトからのパスワードを受け付けず、サインインのページも登録されていません。</translation>
    </message>
    <message>
        <source>Servers of %1, known to Tributary.</source>
        <translation>%1 のサーバー(Tributary に登録済み)</translation>
    </message>
    <message>
        <source>Servers of %1, set up on this computer.</source>
        <translation>%1 のサーバー(このコンピューターで設定済み)</translation>
    </message>
    <message>
        <source>From the provider&apos;s own file at %1.</source>
        <translation>%1 にあるプロバイダー自身のファイルによるものです。</translation>
    </message>
    <message>
        <source>From the directory of mail providers at %1.</source>
        <translation>%1 にあるメールプロバイダーの一覧によるものです。</translation>
    </message>
    <message>
        <source>Servers of %1: that is where the mail of this address goes.</source>
        <translation>%1 のサーバーです。このアドレス宛のメールはそこに届きます。</translation>
    </message>
    <message>
        <source>Named by the domain&apos;s own name records.</source>
        <translation>ドメイン自身のネームレコードによるものです。</translation>
    </message>
    <message>
        <source>The servers of %1 are guessed. Please check them.</source>
        <translation>%1 のサーバーは推測したものです。ご確認ください。</translation>
    </message>
    <message>
        <source>known to Tributary</source>
        <translation>Tributary に登録済み</translation>
    </message>
    <message>
        <source>set up on this computer</source>
        <translation>このコンピューターで設定済み</translation>
    </message>
    <message>
        <source>from the provider</source>
        <translation>プロバイダーの情報</translation>
    </message>
    <message>
        <source>from the provider, not encrypted</source>
        <translation>プロバイダーの情報(暗号化なし)</translation>
    </message>
    <message>
        <source>from the directory</source>
        <translation>プロバイダーの一覧</translation>
    </message>
    <message>
        <source>where the mail goes</source>
        <translation>メールの届け先</translation>
    </message>
    <message>
        <source>from name records</source>
        <translation>ネームレコード</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>推測</translation>
    </message>
    <message>
        <source>Not verified: nobody vouches for these servers. Your password would go to %1. Go on only if that is your provider&apos;s server.</source>
        <translation>未確認: これらのサーバーを保証するものがありません。パスワードは %1 に送られます。ご利用のプロバイダーのサーバーである場合にのみ続けてください。</translation>
    </message>
    <message>
        <source>POP3 fetches the inbox alone to this computer: folders, and what is read or deleted, are not shared with your other devices.</source>
        <translation>POP3 は受信トレイだけをこのコンピューターに取り込みます。フォルダーや、既読・削除の状態は他の端末と共有されません。</translation>
    </message>
    <message>
        <source>IMAP: your mail stays on the server, and all your devices see the same.</source>
        <translation>IMAP: メールはサーバーに残り、すべての端末で同じ状態になります。</translation>
    </message>
</context>
<context>
    <name>CardFacts</name>
    <message>
        <source>An invitation. It cannot be answered here yet.</source>
        <translation>招待です。まだここからは返答できません。</translation>
    </message>
    <message>
        <source>The sender says that this is cancelled.</source>
        <translation>差出人によると、この予定は取り消されました。</translation>
    </message>
    <message>
        <source>An answer to an invitation.</source>
        <translation>招待への返答です。</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>繰り返し</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation>主催者</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>招待者</translation>
    </message>
    <message>
        <source>About</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>役職</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>ウェブページ</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>誕生日</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
</context>
<context>
    <name>ChangeRow</name>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>The server said: “%1”</source>
        <translation>サーバーからの応答:「%1」</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>取り消す: %1</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message numerus="yes">
        <source>%Ln message(s) marked as read</source>
        <translation>
            <numerusform>%Ln 通を既読にしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) marked as unread</source>
        <translation>
            <numerusform>%Ln 通を未読にしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) flagged</source>
        <translation>
            <numerusform>%Ln 通にスターを付けました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Flag removed from %Ln message(s)</source>
        <translation>
            <numerusform>%Ln 通のスターを外しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Marks of %Ln message(s) changed</source>
        <translation>
            <numerusform>%Ln 通のマークを変更しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) moved</source>
        <translation>
            <numerusform>%Ln 通を移動しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) moved to %1</source>
        <translation>
            <numerusform>%Ln 通を「%1」へ移動しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) copied</source>
        <translation>
            <numerusform>%Ln 通をコピーしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) copied to %1</source>
        <translation>
            <numerusform>%Ln 通を「%1」へコピーしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) deleted</source>
        <translation>
            <numerusform>%Ln 通を削除しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) archived</source>
        <translation>
            <numerusform>%Ln 通をアーカイブしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) marked as junk</source>
        <translation>
            <numerusform>%Ln 通を迷惑メールにしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) marked as not junk</source>
        <translation>
            <numerusform>%Ln 通を迷惑メールではないとしました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) deleted for good</source>
        <translation>
            <numerusform>%Ln 通を完全に削除しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trash emptied: %Ln message(s)</source>
        <translation>
            <numerusform>ごみ箱を空にしました（%Ln 通）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) put back on the server</source>
        <translation>
            <numerusform>%Ln 通をサーバーに戻しました</numerusform>
        </translation>
    </message>
    <message>
        <source>Mailbox %1 created</source>
        <translation>メールボックス「%1」を作成しました</translation>
    </message>
    <message>
        <source>Mailbox %1 renamed</source>
        <translation>メールボックス「%1」の名前を変更しました</translation>
    </message>
    <message>
        <source>Mailbox %1 deleted</source>
        <translation>メールボックス「%1」を削除しました</translation>
    </message>
    <message>
        <source>Subscription of %1 changed</source>
        <translation>「%1」の購読を変更しました</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>取り消しました</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>サーバーが拒否しました</translation>
    </message>
    <message>
        <source>Not all of it could be brought back</source>
        <translation>一部を元に戻せませんでした</translation>
    </message>
    <message>
        <source>No longer there</source>
        <translation>対象はすでにありません</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>サーバー待ち</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) taken by the filter %1</source>
        <translation>
            <numerusform>フィルター「%1」で %Ln 通を処理しました</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Filters applied to %Ln message(s)</source>
        <translation>
            <numerusform>%Ln 通にフィルターを適用しました</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>Recent changes</source>
        <translation>最近の変更</translation>
    </message>
    <message>
        <source>Each can be undone for 30 days, also when the server has done it already.</source>
        <translation>サーバーに反映済みのものも含め、30 日間は取り消せます。</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>まだ変更はありません</translation>
    </message>
    <message>
        <source>What you archive, move, mark or delete is listed here.</source>
        <translation>アーカイブ、移動、マーク、削除した内容がここに表示されます。</translation>
    </message>
</context>
<context>
    <name>CheckingPage</name>
    <message>
        <source>Trying %1 as %2. Nothing is saved before it works.</source>
        <translation>%1 に %2 として接続しています。成功するまで何も保存されません。</translation>
    </message>
    <message>
        <source>Find the server</source>
        <translation>サーバーを探す</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Encrypt and check the certificate</source>
        <translation>暗号化と証明書の確認</translation>
    </message>
    <message>
        <source>Hear the server&apos;s greeting</source>
        <translation>サーバーの応答を確認</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>The certificate</source>
        <translation>証明書</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>発行先</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>発行者</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>ホスト名</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有効期間</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 ~ %2</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>The server says: “%1”</source>
        <translation>サーバーからのメッセージ: 「%1」</translation>
    </message>
    <message>
        <source>Read the mailboxes</source>
        <translation>メールボックスの読み込み</translation>
    </message>
    <message numerus="yes">
        <source>%n mailbox(es)</source>
        <translation>
            <numerusform>メールボックス %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Count the messages</source>
        <translation>メールの数を確認</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>暗号化なし</translation>
    </message>
    <message>
        <source>%1: %2, port %3, %4</source>
        <comment>Receiving: host, port, encryption</comment>
        <translation>%1: %2、ポート %3、%4</translation>
    </message>
    <message>
        <source>Trying %1 as %2, with what is kept for the account.</source>
        <translation>%1 を %2 として、アカウントに保存された情報で試しています。</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>受信</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Through another account; not tested here.</source>
        <translation>別のアカウントを経由します。ここではテストしません。</translation>
    </message>
    <message>
        <source>Through %1; not tested here.</source>
        <translation>%1 を経由します。ここではテストしません。</translation>
    </message>
    <message>
        <source>Tried once receiving works.</source>
        <translation>受信が確認できてから試します。</translation>
    </message>
    <message>
        <source>No server is named for sending; not tested.</source>
        <translation>送信用のサーバーが指定されていません。テストしません。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Not tried, because receiving did not work.</source>
        <translation>受信できなかったため、試していません。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>対処方法</translation>
    </message>
    <message>
        <source>Receiving and sending work.</source>
        <translation>受信と送信ができます。</translation>
    </message>
    <message>
        <source>Receiving works.</source>
        <translation>受信ができます。</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>%1, %2</source>
        <comment>name, size</comment>
        <translation>%1、%2</translation>
    </message>
</context>
<context>
    <name>ClientFields</name>
    <message>
        <source>The client ID is set by your organisation.</source>
        <translation>クライアント ID は組織が設定しています。</translation>
    </message>
    <message>
        <source>&amp;Client ID</source>
        <translation>クライアント ID(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tenant</source>
        <translation>テナント(&amp;T)</translation>
    </message>
    <message>
        <source>Only where the administrator says so; else leave it empty.</source>
        <translation>管理者の指示がある場合だけ入力してください。</translation>
    </message>
    <message>
        <source>%1 only lets programs in that are registered there, and this copy of Tributary is not yet. An administrator registers it once and gives you a client ID; the manual (docs/oauth.md) shows how, step by step.</source>
        <translation>%1 は登録されたプログラムだけを受け付けます。この Tributary はまだ登録されていません。管理者が一度登録するとクライアント ID が発行されます。手順はマニュアル (docs/oauth.md) にあります。</translation>
    </message>
    <message>
        <source>Enter the client ID.</source>
        <translation>クライアント ID を入力してください。</translation>
    </message>
    <message>
        <source>Letters, digits and signs without blanks, please.</source>
        <translation>空白のない英数字と記号で入力してください。</translation>
    </message>
    <message>
        <source>common, organizations, consumers or a tenant ID, please.</source>
        <translation>common、organizations、consumers またはテナント ID を入力してください。</translation>
    </message>
</context>
<context>
    <name>CodeMailText</name>
    <message>
        <source>en</source>
        <comment>The language of the translation: en, ja ...</comment>
        <translation>ja</translation>
    </message>
    <message>
        <source>Confirm your address %1</source>
        <translation>メールアドレスの確認: %1</translation>
    </message>
    <message>
        <source>In Tributary, the mail program, somebody who sends mail as %1 wants the answers to come to %2. The code below confirms that this address is theirs.</source>
        <translation>メールソフト Tributary で、%1 からメールを送る方が、返信先を %2 に設定しようとしています。下のコードで、このアドレスがその方のものであることを確認します。</translation>
    </message>
    <message>
        <source>In Tributary, the mail program, somebody who reads mail as %1 wants to send mail as %2. The code below confirms that this address is theirs.</source>
        <translation>メールソフト Tributary で、%1 を使う方が、%2 を差出人としてメールを送ろうとしています。下のコードで、このアドレスがその方のものであることを確認します。</translation>
    </message>
    <message>
        <source>Type this code in Tributary, under Settings, Send mail as:</source>
        <translation>Tributary の「設定」の「送信アドレス」で、次のコードを入力してください:</translation>
    </message>
    <message>
        <source>It is good for 15 minutes, and once.</source>
        <translation>コードの有効期間は 15 分間で、一度だけ使えます。</translation>
    </message>
    <message>
        <source>If you did not ask for this, ignore this mail: nothing happens without the code. Give it to nobody.</source>
        <translation>お心当たりがない場合は、このメールを無視してください。コードが入力されなければ何も起こりません。コードは誰にも教えないでください。</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Suggested addresses</source>
        <translation>アドレスの候補</translation>
    </message>
</context>
<context>
    <name>ComposerDesk</name>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Forwarded message</source>
        <translation>転送されたメッセージ</translation>
    </message>
    <message>
        <source>%1 wrote:</source>
        <translation>%1 さんのメッセージ:</translation>
    </message>
    <message>
        <source>On %1, %2 wrote:</source>
        <translation>%1 %2 さんのメッセージ:</translation>
    </message>
    <message>
        <source>The message names none of your addresses. Check who this answer is from.</source>
        <translation>このメッセージの宛先にあなたのアドレスはありません。返信の差出人を確かめてください。</translation>
    </message>
</context>
<context>
    <name>ComposerHeader</name>
    <message>
        <source>&amp;From</source>
        <translation>差出人(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>宛先(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Cc</source>
        <translation>Cc(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Bcc</source>
        <translation>Bcc(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Subject</source>
        <translation>件名(&amp;S)</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Add Cc</source>
        <translation>Cc を追加</translation>
    </message>
    <message>
        <source>Bcc</source>
        <translation>Bcc</translation>
    </message>
    <message>
        <source>Add Bcc</source>
        <translation>Bcc を追加</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>an address to send as, its account</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what a button does, its key</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>ComposerWindow</name>
    <message>
        <source>Attach files</source>
        <translation>ファイルを添付</translation>
    </message>
    <message>
        <source>This cannot be attached: %1</source>
        <translation>添付できません: %1</translation>
    </message>
    <message>
        <source>Insert a picture</source>
        <translation>画像を挿入</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp)</source>
        <translation>画像 (*.png *.jpg *.jpeg *.gif *.webp)</translation>
    </message>
    <message>
        <source>This picture cannot be shown within the text: %1</source>
        <translation>この画像は本文に表示できません: %1</translation>
    </message>
    <message>
        <source>Plain text keeps neither formats nor pictures.</source>
        <translation>テキスト形式にすると書式と画像は失われます。</translation>
    </message>
    <message>
        <source>Make it plain text</source>
        <translation>テキスト形式にする</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>このまま送信</translation>
    </message>
    <message>
        <source>“%1” is not an e-mail address.</source>
        <translation>「%1」はメールアドレスではありません。</translation>
    </message>
    <message>
        <source>To whom is this message? Add a recipient.</source>
        <translation>宛先がありません。宛先を追加してください。</translation>
    </message>
    <message>
        <source>You wrote “%1”, but no file is attached.</source>
        <translation>本文に「%1」とありますが、ファイルが添付されていません。</translation>
    </message>
    <message>
        <source>The message has no subject.</source>
        <translation>件名がありません。</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>後で送信</translation>
    </message>
    <message>
        <source>When the message leaves</source>
        <translation>送信する日時</translation>
    </message>
    <message>
        <source>Send then</source>
        <translation>この日時に送信</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>You have changed the signature, so it was left as it is.</source>
        <translation>署名が変更されているため、そのままにしました。</translation>
    </message>
    <message>
        <source>Use the other signature</source>
        <translation>もう一方の署名を使う</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>新しいメッセージ</translation>
    </message>
    <message>
        <source>Saved at %1</source>
        <translation>%1 に保存</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>保存されていません</translation>
    </message>
    <message>
        <source>Preparing the message…</source>
        <translation>メッセージを準備しています…</translation>
    </message>
    <message>
        <source>Message text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送信</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>送信 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Discard this message</source>
        <translation>このメッセージを破棄</translation>
    </message>
    <message>
        <source>In one hour</source>
        <translation>1 時間後</translation>
    </message>
    <message>
        <source>Tomorrow morning</source>
        <translation>明日の朝</translation>
    </message>
    <message>
        <source>Monday morning</source>
        <translation>月曜の朝</translation>
    </message>
    <message>
        <source>Choose a time…</source>
        <translation>日時を選ぶ…</translation>
    </message>
    <message>
        <source>Rich text</source>
        <translation>リッチテキスト</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>重要度</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Ask for a receipt</source>
        <translation>開封確認を求める</translation>
    </message>
    <message>
        <source>Japanese encoding (ISO-2022-JP)</source>
        <translation>日本語エンコーディング (ISO-2022-JP)</translation>
    </message>
    <message>
        <source>Send as %1</source>
        <translation>%1 から送信</translation>
    </message>
    <message>
        <source>The message is larger than the %1 that the server takes. It will likely be refused.</source>
        <translation>メッセージがサーバーの上限 %1 を超えています。受け付けられない可能性が高いです。</translation>
    </message>
    <message>
        <source>Kept as a template. New messages can begin with it: Message, New from template.</source>
        <translation>テンプレートとして保存しました。「メッセージ」の「テンプレートから作成」で使えます。</translation>
    </message>
    <message>
        <source>No subject</source>
        <translation>件名なし</translation>
    </message>
    <message>
        <source>Template: %1</source>
        <translation>テンプレート: %1</translation>
    </message>
    <message>
        <source>Keep as a template</source>
        <translation>テンプレートとして保存</translation>
    </message>
    <message>
        <source>ISO-2022-JP cannot write “%1”. The message goes as UTF-8.</source>
        <translation>ISO-2022-JP では「%1」を表せません。メッセージは UTF-8 で送信されます。</translation>
    </message>
    <message>
        <source>Your last message to %1 went from %2, not from %3.</source>
        <translation>%1 への前回のメールは %3 ではなく %2 から送信しました。</translation>
    </message>
    <message>
        <source>Replies would go to %1, which is not verified yet. Until then nothing is sent as %2.</source>
        <translation>返信先の %1 がまだ確認されていません。確認されるまで、%2 からは送信されません。</translation>
    </message>
    <message>
        <source>%1 is not verified yet. Until then nothing is sent as this address.</source>
        <translation>%1 がまだ確認されていません。確認されるまで、このアドレスからは送信されません。</translation>
    </message>
    <message>
        <source>Enter the code that was mailed to %1</source>
        <translation>%1 に送られたコードを入力</translation>
    </message>
    <message>
        <source>Enter code</source>
        <translation>コードを入力</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>What of the message</source>
        <translation>調べる項目</translation>
    </message>
    <message>
        <source>How it is compared</source>
        <translation>比較方法</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>この条件を削除</translation>
    </message>
    <message>
        <source>Name of the header field</source>
        <translation>ヘッダーの項目名</translation>
    </message>
</context>
<context>
    <name>ConditionValue</name>
    <message>
        <source>bytes</source>
        <translation>バイト</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>kB</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 日</translation>
    </message>
    <message>
        <source>What to compare with</source>
        <translation>比較する値</translation>
    </message>
    <message>
        <source>Unit of the size</source>
        <translation>大きさの単位</translation>
    </message>
    <message>
        <source>*invoice*</source>
        <translation>*請求書*</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Later messages of this conversation</source>
        <translation>このスレッドの後のメール</translation>
    </message>
    <message>
        <source>Earlier messages of this conversation</source>
        <translation>このスレッドの前のメール</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) in this conversation</source>
        <translation>
            <numerusform>このスレッドのメール: %Ln 通</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationModel</name>
    <message>
        <source>(no sender)</source>
        <translation>(差出人なし)</translation>
    </message>
    <message>
        <source>folded message</source>
        <translation>折りたたまれたメール</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>スター付き</translation>
    </message>
    <message>
        <source>with attachment</source>
        <translation>添付あり</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>差出人 %1</translation>
    </message>
</context>
<context>
    <name>DetailsPage</name>
    <message>
        <source>&amp;Password</source>
        <translation>パスワード(&amp;P)</translation>
    </message>
    <message>
        <source>as others see it</source>
        <translation>相手に表示される名前</translation>
    </message>
    <message>
        <source>Account &amp;name</source>
        <translation>アカウント名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>名前(&amp;Y)</translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>すべてのメール</translation>
    </message>
    <message>
        <source>Mail of the last month</source>
        <translation>過去 1 か月のメール</translation>
    </message>
    <message>
        <source>Mail of the last six months</source>
        <translation>過去 6 か月のメール</translation>
    </message>
    <message>
        <source>Mail of the last year</source>
        <translation>過去 1 年のメール</translation>
    </message>
    <message>
        <source>Mail of the last five years</source>
        <translation>過去 5 年のメール</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>ダウンロードする範囲(&amp;D)</translation>
    </message>
    <message>
        <source>Show this account first when Tributary starts</source>
        <translation>起動時にこのアカウントを最初に表示</translation>
    </message>
    <message>
        <source>Save a copy of sent mail</source>
        <translation>送信したメールのコピーを保存</translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation>サーバーの設定</translation>
    </message>
    <message>
        <source>Incoming mail (IMAP)</source>
        <translation>受信メール (IMAP)</translation>
    </message>
    <message>
        <source>Outgoing mail (SMTP)</source>
        <translation>送信メール (SMTP)</translation>
    </message>
    <message>
        <source>Allow non-standard ports</source>
        <translation>標準以外のポートを許可</translation>
    </message>
    <message>
        <source>Allow non-standard ports (managed by your organisation)</source>
        <translation>標準以外のポートを許可(組織が管理)</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>&amp;From address</source>
        <translation>差出人アドレス(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reply-to address</source>
        <translation>返信先アドレス(&amp;R)</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスの形式ではありません。</translation>
    </message>
    <message>
        <source>Sign in at the provider&apos;s page instead of with a password</source>
        <translation>パスワードの代わりに、プロバイダーのページでサインインする</translation>
    </message>
    <message>
        <source>%1 signs you in on its own page in your browser. Tributary neither asks for your password nor stores it.</source>
        <translation>%1 のサインインは、ブラウザーで開く %1 のページで行います。Tributary がパスワードを尋ねたり保存したりすることはありません。</translation>
    </message>
    <message>
        <source>Incoming mail (POP3)</source>
        <translation>受信メール (POP3)</translation>
    </message>
    <message>
        <source>&amp;Send through</source>
        <translation>送信に使うサーバー(&amp;S)</translation>
    </message>
    <message>
        <source>Mail since %1</source>
        <translation>%1 以降のメール</translation>
    </message>
</context>
<context>
    <name>EditAccountDialog</name>
    <message>
        <source>Edit account</source>
        <translation>アカウントを編集</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show this account first when Tributary starts</source>
        <translation>起動時にこのアカウントを最初に表示</translation>
    </message>
    <message>
        <source>Server settings</source>
        <translation>サーバーの設定</translation>
    </message>
    <message>
        <source>Names and addresses of this account are changed where you sign in.</source>
        <translation>このアカウントの名前とアドレスは、サインインするときに変更します。</translation>
    </message>
    <message>
        <source>Names, addresses and sign-in…</source>
        <translation>名前、アドレス、サインイン…</translation>
    </message>
    <message>
        <source>as others see it</source>
        <translation>相手に表示される名前</translation>
    </message>
    <message>
        <source>Account &amp;name</source>
        <translation>アカウント名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>名前(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation>メールアドレス(&amp;E)</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>&amp;From address</source>
        <translation>差出人アドレス(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reply-to address</source>
        <translation>返信先アドレス(&amp;R)</translation>
    </message>
    <message>
        <source>Save a copy of sent mail</source>
        <translation>送信したメールのコピーを保存</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>色 %1</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Incoming mail (IMAP)</source>
        <translation>受信メール (IMAP)</translation>
    </message>
    <message>
        <source>Incoming mail (POP3)</source>
        <translation>受信メール (POP3)</translation>
    </message>
    <message>
        <source>Outgoing mail (SMTP)</source>
        <translation>送信メール (SMTP)</translation>
    </message>
    <message>
        <source>Allow non-standard ports</source>
        <translation>標準以外のポートを許可</translation>
    </message>
    <message>
        <source>Allow non-standard ports (managed by your organisation)</source>
        <translation>標準以外のポートを許可(組織が管理)</translation>
    </message>
    <message>
        <source>&amp;Send through</source>
        <translation>送信に使うサーバー(&amp;S)</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスではありません。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Only the colour, and which account is shown first, can be changed.</source>
        <translation>変更できるのは、色と、最初に表示するアカウントだけです。</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The server name was not found</source>
        <translation>サーバー名が見つかりません</translation>
    </message>
    <message>
        <source>The server refuses connections on this port</source>
        <translation>サーバーがこのポートへの接続を拒否しました</translation>
    </message>
    <message>
        <source>The server did not answer in time</source>
        <translation>サーバーから時間内に応答がありません</translation>
    </message>
    <message>
        <source>The server closed the connection</source>
        <translation>サーバーが接続を閉じました</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>サーバーに到達できません</translation>
    </message>
    <message>
        <source>The proxy could not be used</source>
        <translation>プロキシを利用できません</translation>
    </message>
    <message>
        <source>This port does not speak TLS</source>
        <translation>このポートは TLS に対応していません</translation>
    </message>
    <message>
        <source>The connection failed</source>
        <translation>接続に失敗しました</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired</source>
        <translation>サーバーの証明書の期限が切れています</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet</source>
        <translation>サーバーの証明書はまだ有効になっていません</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another name</source>
        <translation>サーバーの証明書のホスト名が一致しません</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is self-signed</source>
        <translation>サーバーの証明書は自己署名です</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is from an unknown authority</source>
        <translation>サーバーの証明書の発行元を確認できません</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid</source>
        <translation>サーバーの証明書が正しくありません</translation>
    </message>
    <message>
        <source>The server does not offer STARTTLS</source>
        <translation>サーバーが STARTTLS に対応していません</translation>
    </message>
    <message>
        <source>The server refused STARTTLS</source>
        <translation>サーバーが STARTTLS を拒否しました</translation>
    </message>
    <message>
        <source>An encrypted connection is needed</source>
        <translation>暗号化された接続が必要です</translation>
    </message>
    <message>
        <source>No encrypted connection could be made</source>
        <translation>暗号化された接続を確立できません</translation>
    </message>
    <message>
        <source>The server does not allow signing in with a password</source>
        <translation>サーバーがパスワードでのサインインを許可していません</translation>
    </message>
    <message>
        <source>The server offers no known way to sign in</source>
        <translation>対応しているサインイン方法がありません</translation>
    </message>
    <message>
        <source>The password is missing</source>
        <translation>パスワードがありません</translation>
    </message>
    <message>
        <source>The server cannot check the sign-in now</source>
        <translation>サーバーが現在サインインを確認できません</translation>
    </message>
    <message>
        <source>The provider wants you to sign in again</source>
        <translation>プロバイダーが再度のサインインを求めています</translation>
    </message>
    <message>
        <source>The sign-in was declined</source>
        <translation>サインインは拒否されました</translation>
    </message>
    <message>
        <source>The provider does not accept Tributary</source>
        <translation>プロバイダーが Tributary を受け付けません</translation>
    </message>
    <message>
        <source>You signed in to another mailbox</source>
        <translation>別のメールボックスにサインインしました</translation>
    </message>
    <message>
        <source>The user name or the password was not accepted</source>
        <translation>ユーザー名またはパスワードが受け付けられませんでした</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>ディスクがいっぱいです</translation>
    </message>
    <message>
        <source>The mail cache is damaged</source>
        <translation>メールのキャッシュが壊れています</translation>
    </message>
    <message>
        <source>This profile is from a newer version of Tributary</source>
        <translation>このプロファイルは新しいバージョンの Tributary のものです</translation>
    </message>
    <message>
        <source>Tributary is already running with this profile</source>
        <translation>このプロファイルで Tributary がすでに起動しています</translation>
    </message>
    <message>
        <source>The profile cannot be written</source>
        <translation>プロファイルに書き込めません</translation>
    </message>
    <message>
        <source>The keychain cannot be used</source>
        <translation>キーチェーンを利用できません</translation>
    </message>
    <message>
        <source>The passphrase is wrong</source>
        <translation>パスフレーズが違います</translation>
    </message>
    <message>
        <source>The mail cache failed</source>
        <translation>メールのキャッシュでエラーが起きました</translation>
    </message>
    <message>
        <source>This is not an e-mail address</source>
        <translation>メールアドレスの形式ではありません</translation>
    </message>
    <message>
        <source>Only standard ports are allowed</source>
        <translation>標準のポートだけが許可されています</translation>
    </message>
    <message>
        <source>Something is missing</source>
        <translation>入力が足りません</translation>
    </message>
    <message>
        <source>Your organisation&apos;s policy file is faulty</source>
        <translation>組織のポリシーファイルに誤りがあります</translation>
    </message>
    <message>
        <source>Your organisation does not allow this</source>
        <translation>組織により許可されていません</translation>
    </message>
    <message>
        <source>This was not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>This account has been added already</source>
        <translation>このアカウントはすでに追加されています</translation>
    </message>
    <message>
        <source>This is not supported yet</source>
        <translation>まだ対応していません</translation>
    </message>
    <message>
        <source>This cannot be used</source>
        <translation>この値は使えません</translation>
    </message>
    <message>
        <source>The server sent more than is acceptable</source>
        <translation>サーバーから許容量を超えるデータが届きました</translation>
    </message>
    <message>
        <source>The connection may have been interfered with</source>
        <translation>接続が妨害されている可能性があります</translation>
    </message>
    <message>
        <source>The server said goodbye</source>
        <translation>サーバーが接続を終了しました</translation>
    </message>
    <message>
        <source>The server&apos;s answer cannot be understood</source>
        <translation>サーバーの応答を解釈できません</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>キャンセルしました</translation>
    </message>
    <message>
        <source>This has not been synchronised yet</source>
        <translation>まだ同期されていません</translation>
    </message>
    <message>
        <source>The server asks to try again later</source>
        <translation>しばらくしてから再試行するようサーバーから求められました</translation>
    </message>
    <message>
        <source>The mailbox on the server is full</source>
        <translation>サーバーの容量がいっぱいです</translation>
    </message>
    <message>
        <source>The server refused</source>
        <translation>サーバーに拒否されました</translation>
    </message>
    <message>
        <source>Something went wrong inside Tributary</source>
        <translation>Tributary の内部でエラーが起きました</translation>
    </message>
    <message>
        <source>The server answered, but not with TLS. Either the port or the kind of encryption is wrong. (%1)</source>
        <translation>サーバーは応答しましたが、TLS ではありません。ポートまたは暗号化の種類が違います。(%1)</translation>
    </message>
    <message>
        <source>Tributary tried to reach %1.</source>
        <translation>%1 への接続を試みました。</translation>
    </message>
    <message>
        <source>Tributary did not send your password, because it cannot be sure to whom it speaks. (%1)</source>
        <translation>接続先を確認できないため、パスワードは送信していません。(%1)</translation>
    </message>
    <message>
        <source>The server was reached safely, but it did not let you in as %1.</source>
        <translation>サーバーには安全に接続できましたが、%1 としてサインインできませんでした。</translation>
    </message>
    <message>
        <source>The file was left as it is: %1</source>
        <translation>ファイルはそのまま残してあります: %1</translation>
    </message>
    <message>
        <source>Check the server&apos;s name and port with your provider.</source>
        <translation>サーバー名とポートをプロバイダーに確認してください。</translation>
    </message>
    <message>
        <source>Check that this computer is online.</source>
        <translation>このコンピューターがネットワークに接続しているか確認してください。</translation>
    </message>
    <message>
        <source>Standard ports are 993 (TLS) and 143 (STARTTLS) for IMAP, 465 (TLS) and 587 (STARTTLS) for sending.</source>
        <translation>標準のポートは、IMAP が 993 (TLS) と 143 (STARTTLS)、送信が 465 (TLS) と 587 (STARTTLS) です。</translation>
    </message>
    <message>
        <source>Check the user name: some servers want the whole address, others only the part before the @, or DOMAIN\user.</source>
        <translation>ユーザー名を確認してください。アドレス全体、@ より前の部分、または DOMAIN\user の形式が必要なサーバーがあります。</translation>
    </message>
    <message>
        <source>If you sign in with a second factor, an app password is needed.</source>
        <translation>2 段階認証を使っている場合は、アプリパスワードが必要です。</translation>
    </message>
    <message>
        <source>Check the server&apos;s name and this computer&apos;s clock.</source>
        <translation>サーバー名とこのコンピューターの時計を確認してください。</translation>
    </message>
    <message>
        <source>An administrator can add an authority through the policy file.</source>
        <translation>管理者はポリシーファイルで認証局を追加できます。</translation>
    </message>
    <message>
        <source>Tributary will try again by itself.</source>
        <translation>自動的に再試行します。</translation>
    </message>
    <message>
        <source>Make room on the disk. Nothing is lost, and the work goes on by itself.</source>
        <translation>ディスクの空きを増やしてください。失われるものはなく、作業は自動的に再開します。</translation>
    </message>
    <message>
        <source>Use the window that is open already, or close it first.</source>
        <translation>すでに開いているウィンドウを使うか、先に閉じてください。</translation>
    </message>
    <message>
        <source>Move the file away and add your accounts again: mail that is on the server is fetched anew.</source>
        <translation>ファイルを別の場所に移して、アカウントを追加し直してください。サーバーにあるメールは再取得されます。</translation>
    </message>
    <message>
        <source>Use the newer version again.</source>
        <translation>新しいバージョンをお使いください。</translation>
    </message>
    <message>
        <source>Start a keychain service, or start Tributary with --secrets sealed.</source>
        <translation>キーチェーンを起動するか、--secrets sealed を付けて起動してください。</translation>
    </message>
    <message>
        <source>IMAP uses 993 or 143, sending uses 465, 587 or 25. Other ports can be allowed in the server settings.</source>
        <translation>IMAP は 993 または 143、送信は 465、587 または 25 です。ほかのポートはサーバーの設定で許可できます。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度サインイン</translation>
    </message>
    <message>
        <source>Certificate problem</source>
        <translation>証明書の問題</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>The server is busy</source>
        <translation>サーバーが混み合っています</translation>
    </message>
    <message>
        <source>The mailbox is not on the server any more</source>
        <translation>このメールボックスはサーバーにもうありません</translation>
    </message>
    <message>
        <source>The network has changed</source>
        <translation>ネットワークが変わりました</translation>
    </message>
    <message>
        <source>A sign-in page of the network seems to be in the way</source>
        <translation>ネットワークのサインインページに妨げられているようです</translation>
    </message>
    <message>
        <source>What answered is not the mail server. Tributary did not send your password. (%1)</source>
        <translation>応答したのはメールサーバーではありません。パスワードは送信していません。(%1)</translation>
    </message>
    <message>
        <source>Open a web browser and sign in to the network. Tributary then goes on by itself.</source>
        <translation>ウェブブラウザーを開き、ネットワークにサインインしてください。その後、自動的に再開します。</translation>
    </message>
    <message>
        <source>If this network has no such page, check the server&apos;s name and port with your provider.</source>
        <translation>このネットワークにそのようなページがない場合は、サーバー名とポートをプロバイダーに確認してください。</translation>
    </message>
    <message>
        <source>Sign in to the network</source>
        <translation>ネットワークにサインイン</translation>
    </message>
    <message>
        <source>It is not known whether the message was sent</source>
        <translation>メッセージが送信されたかどうか分かりません</translation>
    </message>
    <message>
        <source>It is not proven yet that this address is yours</source>
        <translation>このアドレスがあなたのものであることがまだ確認されていません</translation>
    </message>
    <message>
        <source>The file to attach is not there any more</source>
        <translation>添付するファイルが見つかりません</translation>
    </message>
    <message>
        <source>The file to attach has changed</source>
        <translation>添付するファイルが変更されています</translation>
    </message>
    <message>
        <source>Something else than a mail server answers on this port</source>
        <translation>このポートで応答しているのはメールサーバーではありません</translation>
    </message>
    <message>
        <source>The message is larger than the server takes</source>
        <translation>メッセージがサーバーの上限を超えています</translation>
    </message>
    <message>
        <source>The server refuses the recipients</source>
        <translation>サーバーが宛先を拒否しました</translation>
    </message>
    <message>
        <source>The server refuses this sender</source>
        <translation>サーバーがこの差出人を拒否しました</translation>
    </message>
    <message>
        <source>Your provider has switched off sending for this account</source>
        <translation>このアカウントからの送信はプロバイダーによって無効にされています</translation>
    </message>
    <message>
        <source>The connection broke after the message was given to the server and before it said whether it took it. (%1)</source>
        <translation>メッセージをサーバーに渡した後、受け付けたかどうかの応答が届く前に接続が切れました。(%1)</translation>
    </message>
    <message>
        <source>Look in Sent, or ask the recipient, before you send it again.</source>
        <translation>もう一度送信する前に、送信済みメールボックスを確認するか、相手に尋ねてください。</translation>
    </message>
    <message>
        <source>Tributary does not send it again by itself, so that nobody gets it twice.</source>
        <translation>二重に届かないよう、Tributary が自動で再送することはありません。</translation>
    </message>
    <message>
        <source>Attach less, or put large files where the recipient can fetch them.</source>
        <translation>添付を減らすか、大きなファイルは相手がダウンロードできる場所に置いてください。</translation>
    </message>
    <message>
        <source>Ask your provider or administrator to allow authenticated SMTP for your account.</source>
        <translation>プロバイダーまたは管理者に、このアカウントの認証付き SMTP を許可するよう依頼してください。</translation>
    </message>
    <message>
        <source>The provider has ended this account&apos;s sign-in (%1). What waits to be sent is kept.</source>
        <translation>プロバイダーがこのアカウントのサインインを終了しました (%1)。送信待ちのメールは保持されています。</translation>
    </message>
    <message>
        <source>The provider&apos;s page was left without allowing Tributary in. Nothing was saved.</source>
        <translation>プロバイダーのページで Tributary が許可されませんでした。何も保存していません。</translation>
    </message>
    <message>
        <source>The provider does not let a program with this client ID do what was asked (%1).</source>
        <translation>このクライアント ID のプログラムには、要求した操作が許可されていません (%1)。</translation>
    </message>
    <message>
        <source>What the provider opened is another mailbox than the one that was entered: %1. Nothing was saved.</source>
        <translation>入力したものとは別のメールボックスにサインインしました: %1。何も保存していません。</translation>
    </message>
    <message>
        <source>Sign in again, and choose the account whose address you entered.</source>
        <translation>もう一度サインインし、入力したアドレスのアカウントを選んでください。</translation>
    </message>
    <message>
        <source>An administrator of your organisation has to allow Tributary first. Give them the provider&apos;s words.</source>
        <translation>先に組織の管理者が Tributary を許可する必要があります。プロバイダーのメッセージを管理者に伝えてください。</translation>
    </message>
    <message>
        <source>Your organisation&apos;s rules do not let you in from here. Ask an administrator, and give them the provider&apos;s words.</source>
        <translation>組織の規則により、ここからはサインインできません。プロバイダーのメッセージを管理者に伝えて相談してください。</translation>
    </message>
    <message>
        <source>The client ID is not known there, switched off, or for another kind of account. Whoever set it up has to correct it.</source>
        <translation>このクライアント ID は登録されていないか、無効か、別の種類のアカウント用です。設定した人が修正する必要があります。</translation>
    </message>
    <message>
        <source>The redirect address or a permission is not registered. The manual (docs/oauth.md) shows what is needed.</source>
        <translation>リダイレクト先または権限が登録されていません。必要な設定はマニュアル (docs/oauth.md) にあります。</translation>
    </message>
    <message>
        <source>Wait for a while, and try again.</source>
        <translation>しばらく待ってから、もう一度試してください。</translation>
    </message>
    <message>
        <source>Give the provider&apos;s words to whoever set up the client ID.</source>
        <translation>クライアント ID を設定した人に、プロバイダーのメッセージを伝えてください。</translation>
    </message>
    <message>
        <source>Sign in again on the provider&apos;s page in your browser.</source>
        <translation>ブラウザーで開くプロバイダーのページで、もう一度サインインしてください。</translation>
    </message>
    <message>
        <source>Enter the code that was mailed to it: Settings, Send mail as.</source>
        <translation>そのアドレスに送られたコードを、「設定」の「送信アドレス」で入力してください。</translation>
    </message>
    <message>
        <source>Check the name of the server, letter by letter: %1</source>
        <translation>サーバー名を一文字ずつ確認してください: %1</translation>
    </message>
    <message>
        <source>Port %1 is encrypted from the beginning: choose TLS for it in the server settings.</source>
        <translation>ポート %1 は最初から暗号化されます。サーバーの設定で TLS を選んでください。</translation>
    </message>
    <message>
        <source>Port %1 begins without encryption: choose STARTTLS for it in the server settings.</source>
        <translation>ポート %1 は暗号化なしで始まります。サーバーの設定で STARTTLS を選んでください。</translation>
    </message>
    <message>
        <source>Enter port %1 in the server settings, with TLS.</source>
        <translation>サーバーの設定にポート %1 を入力し、TLS を選んでください。</translation>
    </message>
    <message>
        <source>Many networks block port 25: enter 465 with TLS, or 587 with STARTTLS.</source>
        <translation>多くのネットワークではポート 25 が遮断されています。465 (TLS) または 587 (STARTTLS) を入力してください。</translation>
    </message>
    <message>
        <source>A firewall, or the network that you are in, may block port %1.</source>
        <translation>ファイアウォールや接続中のネットワークがポート %1 を遮断している可能性があります。</translation>
    </message>
    <message>
        <source>Check the password.</source>
        <translation>パスワードを確認してください。</translation>
    </message>
    <message>
        <source>Try the whole address as the user name: %1</source>
        <translation>ユーザー名にアドレス全体を入力してみてください: %1</translation>
    </message>
    <message>
        <source>Try only the part before the @ as the user name: %1</source>
        <translation>ユーザー名に @ の前の部分だけを入力してみてください: %1</translation>
    </message>
    <message>
        <source>The user name there is an ID that the provider has given you, not the address.</source>
        <translation>ユーザー名はアドレスではなく、プロバイダーから与えられた ID です。</translation>
    </message>
    <message>
        <source>Switch IMAP on in the account&apos;s settings on the provider&apos;s web page.</source>
        <translation>プロバイダーのウェブページにあるアカウントの設定で IMAP を有効にしてください。</translation>
    </message>
    <message>
        <source>Switch POP on in the account&apos;s settings on the provider&apos;s web page.</source>
        <translation>プロバイダーのウェブページにあるアカウントの設定で POP を有効にしてください。</translation>
    </message>
    <message>
        <source>Make an app password on the provider&apos;s web page, and enter it here in place of your own password.</source>
        <translation>プロバイダーのウェブページでアプリパスワードを作成し、普段のパスワードの代わりにここに入力してください。</translation>
    </message>
    <message>
        <source>Make an authorization code on the provider&apos;s web page, where IMAP is switched on, and enter it here in place of your password.</source>
        <translation>IMAP を有効にするプロバイダーのウェブページで認証コードを作成し、パスワードの代わりにここに入力してください。</translation>
    </message>
    <message>
        <source>Mail has a password of its own at this provider: enter that one, not the one of the web page.</source>
        <translation>このプロバイダーではメール専用のパスワードがあります。ウェブページのものではなく、そちらを入力してください。</translation>
    </message>
    <message>
        <source>This provider does not accept passwords from mail programs any more: sign in in the browser instead.</source>
        <translation>このプロバイダーはメールソフトからのパスワードを受け付けなくなりました。代わりにブラウザーでサインインしてください。</translation>
    </message>
    <message>
        <source>Sign in once on the provider&apos;s web page and confirm that it was you, then try again here.</source>
        <translation>プロバイダーのウェブページに一度サインインして本人であることを確認してから、もう一度試してください。</translation>
    </message>
    <message>
        <source>Your account may be kept in another region: try %1</source>
        <translation>アカウントが別の地域にある可能性があります。%1 を試してください</translation>
    </message>
    <message>
        <source>The account is locked: unlock it on the provider&apos;s web page.</source>
        <translation>アカウントがロックされています。プロバイダーのウェブページで解除してください。</translation>
    </message>
    <message>
        <source>The password has run out: choose a new one at the provider.</source>
        <translation>パスワードの期限が切れました。プロバイダーで新しいものを設定してください。</translation>
    </message>
    <message>
        <source>IMAP may have to be ordered from this provider. POP3 may work without.</source>
        <translation>このプロバイダーでは IMAP の申し込みが必要な場合があります。POP3 は申し込みなしで使える可能性があります。</translation>
    </message>
    <message>
        <source>Give the server&apos;s words to your provider or administrator.</source>
        <translation>サーバーからのメッセージをプロバイダーまたは管理者に伝えてください。</translation>
    </message>
    <message>
        <source>Close other mail programs and devices that use this account, and wait for some minutes.</source>
        <translation>このアカウントを使っている他のメールソフトや端末を閉じて、数分待ってください。</translation>
    </message>
    <message>
        <source>Your password may well be right: do not change it because of this.</source>
        <translation>パスワードは正しい可能性が高いです。このために変更しないでください。</translation>
    </message>
    <message>
        <source>The provider&apos;s own page about it: %1</source>
        <translation>プロバイダーの説明ページ: %1</translation>
    </message>
    <message>
        <source>There is no way to go on without a valid certificate: your password would not be safe.</source>
        <translation>有効な証明書がなければ先へは進めません。パスワードの安全が守れないためです。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date and time.</source>
        <translation>このコンピューターの日付と時刻を確認してください。</translation>
    </message>
    <message>
        <source>Ask your provider or administrator about the certificate.</source>
        <translation>証明書についてプロバイダーまたは管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>If they are right, the provider has to renew the certificate: tell them.</source>
        <translation>それらが正しい場合は、プロバイダーが証明書を更新する必要があります。お知らせください。</translation>
    </message>
    <message>
        <source>Enter the name that the certificate is for as the server, if your provider confirms it: %1</source>
        <translation>プロバイダーに確認のうえ、証明書に書かれた名前をサーバーとして入力してください: %1</translation>
    </message>
    <message>
        <source>A self-signed certificate is not accepted. The server needs one of a known authority.</source>
        <translation>自己署名証明書は受け付けられません。サーバーには既知の認証局の証明書が必要です。</translation>
    </message>
    <message>
        <source>Standard ports are 993 (TLS) and 143 (STARTTLS) for IMAP.</source>
        <translation>IMAP の標準ポートは 993 (TLS) と 143 (STARTTLS) です。</translation>
    </message>
    <message>
        <source>Standard ports are 995 (TLS) and 110 (STARTTLS) for POP3.</source>
        <translation>POP3 の標準ポートは 995 (TLS) と 110 (STARTTLS) です。</translation>
    </message>
    <message>
        <source>Standard ports are 465 (TLS) and 587 (STARTTLS) for sending.</source>
        <translation>送信の標準ポートは 465 (TLS) と 587 (STARTTLS) です。</translation>
    </message>
    <message>
        <source>Another program has the mailbox open</source>
        <translation>別のプログラムがメールボックスを開いています</translation>
    </message>
    <message>
        <source>The server allows no more connections at the same time</source>
        <translation>サーバーがこれ以上の同時接続を許可していません</translation>
    </message>
    <message>
        <source>Nothing of the file counts before these places are put right:</source>
        <translation>次の箇所が直されるまで、このファイルの内容は一切適用されません:</translation>
    </message>
    <message>
        <source>Accounts of this domain are not allowed.</source>
        <translation>このドメインのアカウントは許可されていません。</translation>
    </message>
    <message>
        <source>Accounts at this provider, or with these servers, are not allowed.</source>
        <translation>このプロバイダーまたはこれらのサーバーのアカウントは許可されていません。</translation>
    </message>
    <message>
        <source>This way of reading mail is not allowed.</source>
        <translation>この方法でメールを読むことは許可されていません。</translation>
    </message>
    <message>
        <source>Only standard ports are allowed.</source>
        <translation>標準のポートだけが許可されています。</translation>
    </message>
    <message>
        <source>Accounts cannot be added, changed or removed here.</source>
        <translation>アカウントの追加、変更、削除はできません。</translation>
    </message>
    <message>
        <source>No more accounts can be added.</source>
        <translation>これ以上アカウントを追加できません。</translation>
    </message>
    <message>
        <source>How far back mail is downloaded cannot be changed.</source>
        <translation>メールをさかのぼってダウンロードする範囲は変更できません。</translation>
    </message>
    <message>
        <source>Whether copies of sent mail are kept cannot be changed.</source>
        <translation>送信したメールのコピーを残すかどうかは変更できません。</translation>
    </message>
    <message>
        <source>Addresses to send as cannot be added, changed or removed.</source>
        <translation>送信に使うアドレスの追加、変更、削除はできません。</translation>
    </message>
    <message>
        <source>Signatures cannot be changed.</source>
        <translation>署名は変更できません。</translation>
    </message>
    <message>
        <source>Remote pictures are not fetched in this way.</source>
        <translation>リモート画像はこの方法では取得されません。</translation>
    </message>
    <message>
        <source>Ask your provider or administrator whether access by %1 is allowed for your account.</source>
        <translation>お使いのアカウントで %1 による接続が許可されているか、プロバイダーまたは管理者にお尋ねください。</translation>
    </message>
    <message>
        <source>The password may have been changed at the provider: enter the new one.</source>
        <translation>プロバイダーでパスワードが変更された可能性があります。新しいパスワードを入力してください。</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
    <message>
        <source>Filters cannot be changed.</source>
        <translation>フィルターは変更できません。</translation>
    </message>
    <message>
        <source>The vacation reply cannot be turned on or changed.</source>
        <translation>不在通知をオンにしたり変更したりすることはできません。</translation>
    </message>
</context>
<context>
    <name>EventsPane</name>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>まだ記録はありません。</translation>
    </message>
    <message>
        <source>Events of</source>
        <translation>表示するアカウント</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>エラーのみ</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>テキストとしてコピー</translation>
    </message>
    <message>
        <source>Sync events</source>
        <translation>同期の記録</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>すべてのアカウント</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>Files that other programs, and other computers, can read. They are not encrypted, and passwords are not in them. For a copy of everything there is File &gt; Back up.</source>
        <translation>ほかのプログラムやコンピューターで読めるファイルです。暗号化されず、パスワードは含まれません。すべての写しを作るには「ファイル」＞「バックアップ」をお使いください。</translation>
    </message>
    <message>
        <source>Settings of all accounts</source>
        <translation>すべてのアカウントの設定</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>対象(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>設定ファイル</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>アカウント(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Mailbox</source>
        <translation>メールボックス(&amp;M)</translation>
    </message>
    <message>
        <source>All mailboxes</source>
        <translation>すべてのメールボックス</translation>
    </message>
    <message>
        <source>mbox: one file a mailbox</source>
        <translation>mbox：メールボックスごとに一つのファイル</translation>
    </message>
    <message>
        <source>Maildir: a folder a mailbox</source>
        <translation>Maildir：メールボックスごとに一つのフォルダー</translation>
    </message>
    <message>
        <source>.eml: a file a message</source>
        <translation>.eml：メッセージごとに一つのファイル</translation>
    </message>
    <message>
        <source>Fo&amp;rmat</source>
        <translation>形式(&amp;R)</translation>
    </message>
    <message>
        <source>In&amp;to the folder</source>
        <translation>保存先のフォルダー(&amp;T)</translation>
    </message>
    <message>
        <source>Folder for the mail</source>
        <translation>メールを保存するフォルダー</translation>
    </message>
    <message>
        <source>Mail from Tributary</source>
        <translation>Tributary のメール</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>エクスポートしています…</translation>
    </message>
    <message numerus="yes">
        <source>The settings of %n account(s) are in %1. Passwords are not in it.</source>
        <translation>
            <numerusform>%n 件のアカウントの設定を %1 に保存しました。パスワードは含まれません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Exporting mail…</source>
        <translation>メールをエクスポートしています…</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are not on this computer as a whole, and were left out.</source>
        <translation>
            <numerusform>%n 通は全体がこのコンピューターにないため、除きました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) exported to %1.</source>
        <translation>
            <numerusform>%n 通を %1 にエクスポートしました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FetchFields</name>
    <message>
        <source>Mail since %1</source>
        <translation>%1 以降のメール</translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>すべてのメール</translation>
    </message>
    <message>
        <source>Mail of the last month</source>
        <translation>過去 1 か月のメール</translation>
    </message>
    <message>
        <source>Mail of the last six months</source>
        <translation>過去 6 か月のメール</translation>
    </message>
    <message>
        <source>Mail of the last year</source>
        <translation>過去 1 年のメール</translation>
    </message>
    <message>
        <source>Mail of the last five years</source>
        <translation>過去 5 年のメール</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>ダウンロードする範囲(&amp;D)</translation>
    </message>
    <message>
        <source>Older mail stays on the server, where it can be searched. With a later date it leaves this computer.</source>
        <translation>それより古いメールはサーバーに残り、そこで検索できます。日付を後ろにずらすと、このコンピューターから消えます。</translation>
    </message>
    <message>
        <source>Older mail stays on the server. What is here already stays here.</source>
        <translation>それより古いメールはサーバーに残ります。すでにここにあるものはそのまま残ります。</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Of the last 30 days</source>
        <translation>過去 30 日分</translation>
    </message>
    <message>
        <source>Of the last 90 days</source>
        <translation>過去 90 日分</translation>
    </message>
    <message>
        <source>Of the last year</source>
        <translation>過去 1 年分</translation>
    </message>
    <message numerus="yes">
        <source>Of the last %Ln day(s)</source>
        <translation>
            <numerusform>過去 %Ln 日分</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Texts and attachments</source>
        <translation>本文と添付ファイル(&amp;T)</translation>
    </message>
    <message>
        <source>Of other messages the list is kept; the rest comes when you open them.</source>
        <translation>それ以外のメールは一覧だけを保存し、開いたときに残りを取得します。</translation>
    </message>
    <message>
        <source>Only &amp;unread mail</source>
        <translation>未読メールだけ(&amp;U)</translation>
    </message>
    <message>
        <source>Only f&amp;lagged mail</source>
        <translation>スター付きメールだけ(&amp;L)</translation>
    </message>
    <message>
        <source>All mailboxes</source>
        <translation>すべてのメールボックス</translation>
    </message>
    <message>
        <source>Mailboxes that are downloaded</source>
        <translation>ダウンロードするメールボックス</translation>
    </message>
    <message>
        <source>POP3 brings new mail into this computer&apos;s inbox. What you read, move or delete here does not change the server, and other devices do not see it.</source>
        <translation>POP3 は新着メールをこのコンピューターの受信トレイに取り込みます。ここで読んだり、移動や削除をしたりしてもサーバーは変わらず、他の端末には反映されません。</translation>
    </message>
    <message>
        <source>Stays there</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Is deleted there after some days</source>
        <translation>数日後にサーバーから削除する</translation>
    </message>
    <message>
        <source>Is deleted there once it is here</source>
        <translation>受信したらサーバーから削除する</translation>
    </message>
    <message>
        <source>Mail &amp;on the server</source>
        <translation>サーバー上のメール(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Days</source>
        <translation>日数(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Look every … minutes</source>
        <translation>確認する間隔(分)(&amp;L)</translation>
    </message>
    <message>
        <source>Then it is on this computer alone.</source>
        <translation>その後はこのコンピューターにしか残りません。</translation>
    </message>
</context>
<context>
    <name>FilterDialog</name>
    <message>
        <source>Edit Filter</source>
        <translation>フィルターを編集</translation>
    </message>
    <message>
        <source>New Filter</source>
        <translation>新しいフィルター</translation>
    </message>
    <message>
        <source>For mail &amp;of</source>
        <translation>対象のアカウント(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save and app&amp;ly now…</source>
        <translation>保存して今すぐ適用(&amp;L)…</translation>
    </message>
    <message>
        <source>Saves the filter and applies it to mail that lies in mailboxes already</source>
        <translation>フィルターを保存し、すでにメールボックスにあるメールに適用します</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>取り消しました。</translation>
    </message>
    <message>
        <source>The account has a thousand filters: that is the most.</source>
        <translation>このアカウントのフィルターは上限の 1,000 個に達しています。</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>Add &amp;condition</source>
        <translation>条件を追加(&amp;C)</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>実行する操作</translation>
    </message>
    <message>
        <source>Add &amp;action</source>
        <translation>操作を追加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>all of these are true</source>
        <translation>次の条件をすべて満たす場合</translation>
    </message>
    <message>
        <source>one of these is true</source>
        <translation>次の条件のいずれかを満たす場合</translation>
    </message>
    <message>
        <source>it is any message at all</source>
        <translation>すべてのメッセージ</translation>
    </message>
    <message>
        <source>&amp;When a message arrives and</source>
        <translation>メッセージの受信時(&amp;W)</translation>
    </message>
    <message>
        <source>or %1</source>
        <comment>one more condition, to be ticked</comment>
        <translation>または %1</translation>
    </message>
    <message>
        <source>and %1</source>
        <comment>one more condition, to be ticked</comment>
        <translation>かつ %1</translation>
    </message>
    <message>
        <source>Every message</source>
        <translation>すべてのメッセージ</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1, %2 of %3: %4. %5: %6</source>
        <comment>a filter: name, place, count, what it does, where it runs, why</comment>
        <translation>%1、%3 個中 %2 番目: %4。%5: %6</translation>
    </message>
    <message numerus="yes">
        <source>It took %Ln message(s) here</source>
        <translation>
            <numerusform>このコンピューターで %Ln 通を処理しました</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, the last one %2.</source>
        <comment>how many messages, when</comment>
        <translation>%1(最後は %2)。</translation>
    </message>
    <message>
        <source>Use the filter %1</source>
        <translation>フィルター「%1」を使用する</translation>
    </message>
    <message>
        <source>Turn this filter off</source>
        <translation>このフィルターをオフにする</translation>
    </message>
    <message>
        <source>Turn this filter on: it looks at what arrives from then on</source>
        <translation>このフィルターをオンにする: それ以降に届くメールが対象になります</translation>
    </message>
    <message>
        <source>Apply now to mail that is here…</source>
        <translation>ここにあるメールに今すぐ適用…</translation>
    </message>
    <message>
        <source>Apply %1 now</source>
        <translation>%1 を今すぐ適用</translation>
    </message>
    <message>
        <source>Make a copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 を複製</translation>
    </message>
    <message>
        <source>Edit (Return)</source>
        <translation>編集 (Enter)</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 を編集</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>削除 (Delete)</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a whole sentence: how many messages</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>Show (Return)</source>
        <translation>表示 (Return)</translation>
    </message>
</context>
<context>
    <name>FilterText</name>
    <message>
        <source>This file holds no filters.</source>
        <translation>フィルターのファイルではありません。</translation>
    </message>
    <message>
        <source>The file is too large: its end was left out.</source>
        <translation>ファイルが大きすぎるため、後ろの部分を省きました。</translation>
    </message>
    <message>
        <source>A line cannot be understood.</source>
        <translation>解釈できない行があります。</translation>
    </message>
    <message>
        <source>It looks at something that filters here do not look at.</source>
        <translation>対応していない項目を条件にしています。</translation>
    </message>
    <message>
        <source>It compares in a way that is not known here.</source>
        <translation>対応していない比較方法です。</translation>
    </message>
    <message>
        <source>A condition cannot be understood.</source>
        <translation>解釈できない条件があります。</translation>
    </message>
    <message>
        <source>It has too many conditions.</source>
        <translation>条件が多すぎます。</translation>
    </message>
    <message>
        <source>It does something that filters here do not do.</source>
        <translation>対応していない操作があります。</translation>
    </message>
    <message>
        <source>Its mailbox cannot be found out.</source>
        <translation>対象のメールボックスを特定できません。</translation>
    </message>
    <message>
        <source>It mixes “all” and “any”.</source>
        <translation>「すべて」と「いずれか」が混在しています。</translation>
    </message>
    <message>
        <source>It does not run when mail arrives.</source>
        <translation>メールの受信時に実行されるフィルターではありません。</translation>
    </message>
    <message>
        <source>Give the filter a name.</source>
        <translation>フィルターの名前を入力してください。</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>名前が長すぎます。</translation>
    </message>
    <message>
        <source>Add a condition, or choose “it is any message at all”.</source>
        <translation>条件を追加するか、「すべてのメッセージ」を選んでください。</translation>
    </message>
    <message>
        <source>These are too many conditions: a hundred is the most.</source>
        <translation>条件が多すぎます。追加できるのは 100 個までです。</translation>
    </message>
    <message>
        <source>Add what is to be done.</source>
        <translation>実行する操作を追加してください。</translation>
    </message>
    <message>
        <source>These are too many actions: twenty is the most.</source>
        <translation>操作が多すぎます。追加できるのは 20 個までです。</translation>
    </message>
    <message>
        <source>This cannot be compared like that.</source>
        <translation>この方法では比較できません。</translation>
    </message>
    <message>
        <source>Say what to look for.</source>
        <translation>探す内容を入力してください。</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>長すぎます。</translation>
    </message>
    <message>
        <source>There is a character in it that cannot be shown.</source>
        <translation>表示できない文字が含まれています。</translation>
    </message>
    <message>
        <source>This is not a regular expression, or it is too costly.</source>
        <translation>正規表現として正しくないか、処理の負荷が大きすぎます。</translation>
    </message>
    <message>
        <source>This is not the name of a header field.</source>
        <translation>ヘッダーの項目名ではありません。</translation>
    </message>
    <message>
        <source>This is not a number that can be used here.</source>
        <translation>ここで使える数値ではありません。</translation>
    </message>
    <message>
        <source>This is not a date.</source>
        <translation>日付ではありません。</translation>
    </message>
    <message>
        <source>Choose a target.</source>
        <translation>対象を指定してください。</translation>
    </message>
    <message>
        <source>The mailbox “%1” is not there any more.</source>
        <translation>メールボックス「%1」はもうありません。</translation>
    </message>
    <message>
        <source>A label is one word of ASCII letters, digits and signs, without blanks, brackets, quotes, % and *.</source>
        <translation>ラベルは ASCII の英数字と記号からなる 1 語です。空白、括弧、引用符、%、* は使えません。</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスの形式ではありません。</translation>
    </message>
    <message>
        <source>%1 is not verified: mail is forwarded only to addresses that are shown to be yours (Settings, Send mail as).</source>
        <translation>%1 は確認されていません。転送できるのは、自分のものと確認済みのアドレスだけです(「設定」の「送信アドレス」)。</translation>
    </message>
    <message>
        <source>This is never done: it stands behind “Stop”.</source>
        <translation>「停止」より後にあるため、実行されません。</translation>
    </message>
    <message>
        <source>The message has its place already: the first of move, junk and delete counts.</source>
        <translation>メッセージの行き先はすでに決まっています。移動、迷惑メール、削除のうち、最初のものだけが有効です。</translation>
    </message>
    <message>
        <source>Moved to %1</source>
        <translation>「%1」へ移動しました</translation>
    </message>
    <message>
        <source>Copied to %1</source>
        <translation>「%1」へコピーしました</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>スターを付けました</translation>
    </message>
    <message>
        <source>Labelled “%1”</source>
        <translation>ラベル「%1」を付けました</translation>
    </message>
    <message>
        <source>Marked as read</source>
        <translation>既読にしました</translation>
    </message>
    <message>
        <source>Marked as junk</source>
        <translation>迷惑メールにしました</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>削除しました</translation>
    </message>
    <message>
        <source>Forwarded to %1</source>
        <translation>「%1」へ転送しました</translation>
    </message>
    <message>
        <source>No further filters were used</source>
        <translation>以降のフィルターを停止しました</translation>
    </message>
    <message>
        <source>%1 by your filter “%2” at the server</source>
        <translation>サーバーのフィルター「%2」で%1</translation>
    </message>
    <message>
        <source>%1, it seems by your filter “%2” at the server</source>
        <translation>おそらくサーバーのフィルター「%2」で%1</translation>
    </message>
    <message>
        <source>%1 when you applied your filter “%2”</source>
        <translation>フィルター「%2」の適用により%1</translation>
    </message>
    <message>
        <source>%1 by your filter “%2” on this computer</source>
        <translation>このコンピューターのフィルター「%2」で%1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>what a filter did, when</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 “%2”</source>
        <comment>a sentence, then what was read</comment>
        <translation>%1「%2」</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a filter, what is left out of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>age of a message</comment>
        <translation>
            <numerusform>%n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not “%2”</source>
        <translation>%1が「%2」と一致しない</translation>
    </message>
    <message>
        <source>%1 is “%2”</source>
        <translation>%1が「%2」と一致する</translation>
    </message>
    <message>
        <source>%1 does not contain “%2”</source>
        <translation>%1に「%2」を含まない</translation>
    </message>
    <message>
        <source>%1 contains “%2”</source>
        <translation>%1に「%2」を含む</translation>
    </message>
    <message>
        <source>%1 does not begin with “%2”</source>
        <translation>%1が「%2」で始まらない</translation>
    </message>
    <message>
        <source>%1 begins with “%2”</source>
        <translation>%1が「%2」で始まる</translation>
    </message>
    <message>
        <source>%1 does not end with “%2”</source>
        <translation>%1が「%2」で終わらない</translation>
    </message>
    <message>
        <source>%1 ends with “%2”</source>
        <translation>%1が「%2」で終わる</translation>
    </message>
    <message>
        <source>%1 does not look like “%2”</source>
        <translation>%1がワイルドカード「%2」に一致しない</translation>
    </message>
    <message>
        <source>%1 looks like “%2”</source>
        <translation>%1がワイルドカード「%2」に一致する</translation>
    </message>
    <message>
        <source>%1 does not match “%2”</source>
        <translation>%1が正規表現「%2」に一致しない</translation>
    </message>
    <message>
        <source>%1 matches “%2”</source>
        <translation>%1が正規表現「%2」に一致する</translation>
    </message>
    <message>
        <source>has no attachment</source>
        <translation>添付ファイルがない</translation>
    </message>
    <message>
        <source>has an attachment</source>
        <translation>添付ファイルがある</translation>
    </message>
    <message>
        <source>comes from no mailing list</source>
        <translation>メーリングリスト以外から届いた</translation>
    </message>
    <message>
        <source>comes from a mailing list</source>
        <translation>メーリングリストから届いた</translation>
    </message>
    <message>
        <source>has no header field %1</source>
        <translation>ヘッダーの項目 %1 がない</translation>
    </message>
    <message>
        <source>has a header field %1</source>
        <translation>ヘッダーの項目 %1 がある</translation>
    </message>
    <message>
        <source>dated %1 or later</source>
        <translation>日付が %1 以降</translation>
    </message>
    <message>
        <source>dated before %1</source>
        <translation>日付が %1 より前</translation>
    </message>
    <message>
        <source>not older than %1</source>
        <translation>経過日数が %1以下</translation>
    </message>
    <message>
        <source>older than %1</source>
        <translation>経過日数が %1を超える</translation>
    </message>
    <message>
        <source>not larger than %1</source>
        <translation>大きさが %1 以下</translation>
    </message>
    <message>
        <source>larger than %1</source>
        <translation>大きさが %1 を超える</translation>
    </message>
    <message>
        <source>not younger than %1</source>
        <translation>経過日数が %1以上</translation>
    </message>
    <message>
        <source>younger than %1</source>
        <translation>経過日数が %1未満</translation>
    </message>
    <message>
        <source>not smaller than %1</source>
        <translation>大きさが %1 以上</translation>
    </message>
    <message>
        <source>smaller than %1</source>
        <translation>大きさが %1 未満</translation>
    </message>
    <message>
        <source>Every message</source>
        <translation>すべてのメッセージ</translation>
    </message>
    <message>
        <source>No condition</source>
        <translation>条件なし</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>two conditions of a filter</comment>
        <translation>%1 かつ %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>two conditions of a filter</comment>
        <translation>%1 または %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <comment>conditions</comment>
        <translation>
            <numerusform>ほか %n 個の条件</numerusform>
        </translation>
    </message>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Any recipient</source>
        <translation>いずれかの宛先</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>本文</translation>
    </message>
    <message>
        <source>Header field</source>
        <translation>ヘッダーの項目</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>経過日数</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>添付ファイル</translation>
    </message>
    <message>
        <source>Mailing list</source>
        <translation>メーリングリスト</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>が次と一致しない</translation>
    </message>
    <message>
        <source>is</source>
        <translation>が次と一致する</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>に次を含まない</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>に次を含む</translation>
    </message>
    <message>
        <source>does not begin with</source>
        <translation>が次で始まらない</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>が次で始まる</translation>
    </message>
    <message>
        <source>does not end with</source>
        <translation>が次で終わらない</translation>
    </message>
    <message>
        <source>ends with</source>
        <translation>が次で終わる</translation>
    </message>
    <message>
        <source>does not look like (* and ?)</source>
        <translation>がワイルドカード (* と ?) に一致しない</translation>
    </message>
    <message>
        <source>looks like (* and ?)</source>
        <translation>がワイルドカード (* と ?) に一致する</translation>
    </message>
    <message>
        <source>does not match (regular expression)</source>
        <translation>が正規表現に一致しない</translation>
    </message>
    <message>
        <source>matches (regular expression)</source>
        <translation>が正規表現に一致する</translation>
    </message>
    <message>
        <source>is not older than</source>
        <translation>が次以下</translation>
    </message>
    <message>
        <source>is older than</source>
        <translation>が次を超える</translation>
    </message>
    <message>
        <source>is not larger than</source>
        <translation>が次以下</translation>
    </message>
    <message>
        <source>is larger than</source>
        <translation>が次を超える</translation>
    </message>
    <message>
        <source>is not younger than</source>
        <translation>が次以上</translation>
    </message>
    <message>
        <source>is younger than</source>
        <translation>が次未満</translation>
    </message>
    <message>
        <source>is not smaller than</source>
        <translation>が次以上</translation>
    </message>
    <message>
        <source>is smaller than</source>
        <translation>が次未満</translation>
    </message>
    <message>
        <source>is not before</source>
        <translation>が次より前でない</translation>
    </message>
    <message>
        <source>is before</source>
        <translation>が次より前</translation>
    </message>
    <message>
        <source>is not on or after</source>
        <translation>が次以降でない</translation>
    </message>
    <message>
        <source>is on or after</source>
        <translation>が次以降</translation>
    </message>
    <message>
        <source>no</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>がない</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>がある</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>次へ移動</translation>
    </message>
    <message>
        <source>Copy to</source>
        <translation>次へコピー</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>スターを付ける</translation>
    </message>
    <message>
        <source>Label as</source>
        <translation>次のラベルを付ける</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>既読にする</translation>
    </message>
    <message>
        <source>Mark as junk</source>
        <translation>迷惑メールにする</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation>次へ転送</translation>
    </message>
    <message>
        <source>Stop: no later filter looks at it</source>
        <translation>停止: 以降のフィルターを適用しない</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>受信トレイ</translation>
    </message>
    <message>
        <source>move to %1</source>
        <translation>「%1」へ移動</translation>
    </message>
    <message>
        <source>copy to %1</source>
        <translation>「%1」へコピー</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>スターを付ける</translation>
    </message>
    <message>
        <source>label as “%1”</source>
        <translation>ラベル「%1」を付ける</translation>
    </message>
    <message>
        <source>mark as read</source>
        <translation>既読にする</translation>
    </message>
    <message>
        <source>mark as junk</source>
        <translation>迷惑メールにする</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>forward to %1</source>
        <translation>「%1」へ転送</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>nothing is done</source>
        <translation>何もしない</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the actions of a filter</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>conditions, then actions of a filter</comment>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>FiltersPage</name>
    <message numerus="yes">
        <source>%n filter(s) imported.</source>
        <translation>
            <numerusform>フィルターを %n 個インポートしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>&amp;Import from Thunderbird…</source>
        <translation>Thunderbird からインポート(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;New filter</source>
        <translation>新しいフィルター(&amp;N)</translation>
    </message>
    <message>
        <source>Filters for mail &amp;of</source>
        <translation>対象のアカウント(&amp;O)</translation>
    </message>
    <message>
        <source>Filters, in the order in which they run; Alt+Up and Alt+Down move one</source>
        <translation>実行順に並んだフィルター。Alt+↑ と Alt+↓ で移動します</translation>
    </message>
    <message>
        <source>Let the &amp;server filter and answer where it can</source>
        <translation>可能な場合は、振り分けと返信をサーバーに任せる(&amp;S)</translation>
    </message>
    <message>
        <source>What runs on the server works while Tributary is closed, too. Off: everything runs on this computer, and what Tributary put on the server is taken away there.</source>
        <translation>サーバーで実行するものは、Tributary を閉じている間も動作します。オフにすると、すべてこのコンピューターで実行し、Tributary がサーバーに置いたものは取り除きます。</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>アカウントがまだありません</translation>
    </message>
    <message>
        <source>The filters of your accounts stand here.</source>
        <translation>アカウントのフィルターがここに表示されます。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>No filters yet</source>
        <translation>フィルターがまだありません</translation>
    </message>
    <message>
        <source>A filter sorts, marks or forwards mail as it arrives.</source>
        <translation>フィルターは、届いたメールの振り分け、マーク付け、転送を行います。</translation>
    </message>
    <message>
        <source>New filter</source>
        <translation>新しいフィルター</translation>
    </message>
    <message>
        <source>The server has not been asked yet whether it can filter.</source>
        <translation>サーバーがフィルターに対応しているか、まだ確認していません。</translation>
    </message>
    <message>
        <source>The server cannot filter mail by itself: everything runs on this computer.</source>
        <translation>サーバーはフィルターに対応していません。すべてこのコンピューターで実行します。</translation>
    </message>
    <message>
        <source>%1 can filter mail by itself.</source>
        <translation>%1 はフィルターに対応しています。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) wait for their text before they can be filtered.</source>
        <translation>
            <numerusform>%Ln 通が、フィルターを適用するために本文の取得を待っています。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <comment>name of a filter</comment>
        <translation>%1 のコピー</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>取り消しました。</translation>
    </message>
    <message>
        <source>“%1” was removed.</source>
        <translation>「%1」を削除しました。</translation>
    </message>
    <message>
        <source>The account has a thousand filters: that is the most.</source>
        <translation>このアカウントのフィルターは上限の 1,000 個に達しています。</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in message</source>
        <translation>メッセージ内を検索</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>前の一致</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>次の一致</translation>
    </message>
    <message>
        <source>Close the search in the message</source>
        <translation>メッセージ内の検索を閉じる</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>FormatBar</name>
    <message>
        <source>Format</source>
        <translation>書式</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>太字</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>下線</translation>
    </message>
    <message>
        <source>Strike out</source>
        <translation>取り消し線</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>文字の色</translation>
    </message>
    <message>
        <source>Bullet list</source>
        <translation>箇条書き</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>番号付きリスト</translation>
    </message>
    <message>
        <source>Less indent</source>
        <translation>字下げを減らす</translation>
    </message>
    <message>
        <source>More indent</source>
        <translation>字下げを増やす</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Quote less</source>
        <translation>引用を浅くする</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Link…</source>
        <translation>リンク…</translation>
    </message>
    <message>
        <source>Picture in the text…</source>
        <translation>本文中の画像…</translation>
    </message>
    <message>
        <source>Horizontal line</source>
        <translation>横線</translation>
    </message>
    <message>
        <source>Clear formatting</source>
        <translation>書式を消す</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>より大きく</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Start of the line</source>
        <translation>行頭揃え</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>中央揃え</translation>
    </message>
    <message>
        <source>End of the line</source>
        <translation>行末揃え</translation>
    </message>
    <message>
        <source>Justified</source>
        <translation>両端揃え</translation>
    </message>
</context>
<context>
    <name>HeaderCard</name>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Show all header fields</source>
        <translation>すべてのヘッダーを表示</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(件名なし)</translation>
    </message>
    <message>
        <source>(no sender address)</source>
        <translation>(差出人アドレスなし)</translation>
    </message>
    <message>
        <source>no recipient named</source>
        <translation>宛先の記載なし</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>宛先: %1</translation>
    </message>
    <message>
        <source>copy to %1</source>
        <translation>Cc: %1</translation>
    </message>
    <message>
        <source>All header fields</source>
        <translation>すべてのヘッダー</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>配信停止</translation>
    </message>
    <message>
        <source>Leave this mailing list</source>
        <translation>このメーリングリストの配信を停止します</translation>
    </message>
    <message>
        <source>Labels: %1</source>
        <translation>ラベル: %1</translation>
    </message>
    <message>
        <source>sent by %1</source>
        <translation>%1 が送信</translation>
    </message>
    <message>
        <source>Opens the filter</source>
        <translation>フィルターを開きます</translation>
    </message>
</context>
<context>
    <name>HeldBanner</name>
    <message>
        <source>Put them back on the server</source>
        <translation>サーバーに戻す</translation>
    </message>
    <message>
        <source>Let them go</source>
        <translation>破棄する</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) disappeared from the server.</source>
        <translation>
            <numerusform>%Ln 通がサーバーから消えました。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are kept here until %1.</source>
        <translation>%1 までこのコンピューターに保管します。</translation>
    </message>
    <message>
        <source>They are kept here until you decide.</source>
        <translation>どうするか決めるまで、このコンピューターに保管します。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>IdentityDialog</name>
    <message>
        <source>Add Address</source>
        <translation>アドレスを追加</translation>
    </message>
    <message>
        <source>Edit Address</source>
        <translation>アドレスを編集</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>A&amp;ccount</source>
        <translation>アカウント(&amp;C)</translation>
    </message>
    <message>
        <source>name@example.com</source>
        <translation>name@example.com</translation>
    </message>
    <message>
        <source>&amp;E-mail address</source>
        <translation>メールアドレス(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>Recipients see it beside the address.</source>
        <translation>受信者にはアドレスと一緒に表示されます。</translation>
    </message>
    <message>
        <source>&amp;Reply to</source>
        <translation>返信先(&amp;R)</translation>
    </message>
    <message>
        <source>New messages of this account are sent as this &amp;address</source>
        <translation>このアカウントの新しいメッセージをこのアドレスで送信(&amp;A)</translation>
    </message>
    <message>
        <source>Your own server decides whether it takes mail from another address than the account&apos;s.</source>
        <translation>アカウントと異なるアドレスからのメールを受け付けるかどうかは、あなたのサーバーが決めます。</translation>
    </message>
    <message>
        <source>Empty: replies go to the address itself.</source>
        <translation>空欄の場合、返信はこのアドレス自体に届きます。</translation>
    </message>
    <message>
        <source>The address of one of your accounts.</source>
        <translation>あなたのアカウントのアドレスです。</translation>
    </message>
    <message>
        <source>Enter an address.</source>
        <translation>アドレスを入力してください。</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスではありません。</translation>
    </message>
    <message>
        <source>The account sends as this address already.</source>
        <translation>このアカウントではこのアドレスをすでに差出人として使っています。</translation>
    </message>
    <message>
        <source>This account sends through another account&apos;s server: a code is mailed to the address, and nothing is sent as it before the code is entered.</source>
        <translation>このアカウントは別のアカウントのサーバーから送信します。アドレスに確認コードを送ります。コードを入力するまで、このアドレスからは送信されません。</translation>
    </message>
    <message>
        <source>%1 is not verified any more then.</source>
        <translation>%1 の確認は無効になります。</translation>
    </message>
    <message>
        <source>Not the address of one of your accounts: a code is mailed to it, and nothing is sent with it before the code is entered.</source>
        <translation>お使いのアカウントのアドレスではありません。このアドレスに確認コードを送ります。コードを入力するまで、この設定では送信されません。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>what is known of an address, as a sentence</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>IdentityRow</name>
    <message>
        <source>No name</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>Replies go to %1</source>
        <translation>返信先: %1</translation>
    </message>
    <message>
        <source>New messages of this account are sent as this address</source>
        <translation>このアカウントの新しいメッセージはこのアドレスで送信されます</translation>
    </message>
    <message>
        <source>Make this the default address of its account</source>
        <translation>アカウントの既定のアドレスにする</translation>
    </message>
    <message>
        <source>%1 is the default address</source>
        <translation>%1 は既定のアドレスです</translation>
    </message>
    <message>
        <source>Make %1 the default address</source>
        <translation>%1 を既定のアドレスにする</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 を編集</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>Replies come to this address</source>
        <translation>返信先: このアドレス</translation>
    </message>
    <message>
        <source>Nothing is sent as this address until %1 is verified.</source>
        <translation>%1 が確認されるまで、このアドレスからは送信されません。</translation>
    </message>
    <message>
        <source>Verify %1: enter the code that was mailed to it</source>
        <translation>%1 を確認: 送られたコードを入力します</translation>
    </message>
    <message>
        <source>Verify %1</source>
        <translation>%1 を確認</translation>
    </message>
</context>
<context>
    <name>IdentityText</name>
    <message>
        <source>Verified</source>
        <translation>確認済み</translation>
    </message>
    <message>
        <source>Verified: your account&apos;s own address</source>
        <translation>確認済み: アカウント自身のアドレス</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Reply-to address not verified</source>
        <translation>返信先アドレスが未確認</translation>
    </message>
    <message>
        <source>Your server decides whether it takes mail from this address</source>
        <translation>このアドレスから送信できるかどうかは、お使いのサーバーによります</translation>
    </message>
    <message>
        <source>Reply-to address verified</source>
        <translation>返信先アドレスも確認済み</translation>
    </message>
    <message>
        <source>No signature</source>
        <translation>署名なし</translation>
    </message>
    <message>
        <source>Signature: %1</source>
        <translation>署名: %1</translation>
    </message>
</context>
<context>
    <name>ImportAccountsDialog</name>
    <message>
        <source>Import accounts</source>
        <translation>アカウントのインポート</translation>
    </message>
    <message>
        <source>Servers, addresses and signatures are taken over. Passwords are never imported: each account asks for its own afterwards, or for a sign-in at its provider.</source>
        <translation>サーバー、アドレス、署名を引き継ぎます。パスワードはインポートされません。その後、アカウントごとにパスワードか、プロバイダーでのサインインを求めます。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>No profile was found on this computer. The folder that holds prefs.js can be given here.</source>
        <translation>このコンピューターにプロファイルは見つかりませんでした。prefs.js のあるフォルダーをここに指定できます。</translation>
    </message>
    <message>
        <source>Thunderbird</source>
        <translation>Thunderbird</translation>
    </message>
    <message>
        <source>A settings file</source>
        <translation>設定ファイル</translation>
    </message>
    <message>
        <source>Another Tributary profile</source>
        <translation>ほかの Tributary のプロファイル</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>取り込み元(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Profile folder</source>
        <translation>プロファイルのフォルダー(&amp;P)</translation>
    </message>
    <message>
        <source>Se&amp;ttings file</source>
        <translation>設定ファイル(&amp;T)</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>設定ファイル</translation>
    </message>
    <message>
        <source>Profile &amp;folder</source>
        <translation>プロファイルのフォルダー(&amp;F)</translation>
    </message>
    <message>
        <source>Profile folder</source>
        <translation>プロファイルのフォルダー</translation>
    </message>
    <message>
        <source>Accounts that were found</source>
        <translation>見つかったアカウント</translation>
    </message>
    <message>
        <source>Nothing of that kind is there.</source>
        <translation>該当するものはありません。</translation>
    </message>
    <message>
        <source>%1 (%2, already here)</source>
        <translation>%1（%2、すでにあります）</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1（%2、%3）</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>インポートしています…</translation>
    </message>
    <message>
        <source>No account was imported.</source>
        <translation>インポートしたアカウントはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) imported. Each waits for its password: it is asked for at its card, and in the sidebar.</source>
        <translation>
            <numerusform>%n 件のアカウントをインポートしました。それぞれパスワードを待っています。カードとサイドバーで入力できます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFiltersDialog</name>
    <message>
        <source>Reading…</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>Import Filters</source>
        <translation>フィルターのインポート</translation>
    </message>
    <message>
        <source>Filters in the file</source>
        <translation>ファイル内のフィルター</translation>
    </message>
    <message>
        <source>What cannot be taken over</source>
        <translation>取り込めないもの</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>インポート(&amp;I)</translation>
    </message>
    <message>
        <source>Import Filters from Thunderbird</source>
        <translation>Thunderbird からフィルターをインポート</translation>
    </message>
    <message>
        <source>Thunderbird&apos;s filters (msgFilterRules.dat)</source>
        <translation>Thunderbird のフィルター (msgFilterRules.dat)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The file is too long to be one of filters.</source>
        <translation>フィルターのファイルとしては長すぎます。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a filter, what it does</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>It comes turned off.</source>
        <translation>オフの状態で取り込みます。</translation>
    </message>
    <message>
        <source>It comes turned off. %1</source>
        <translation>オフの状態で取り込みます。%1</translation>
    </message>
    <message>
        <source>There is no filter in this file that can be taken over.</source>
        <translation>このファイルに取り込めるフィルターはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s) found. They are put behind those that you have.</source>
        <translation>
            <numerusform>フィルターが %n 個見つかりました。既存のフィルターの後ろに追加します。</numerusform>
        </translation>
    </message>
    <message>
        <source>These would be more than the thousand filters that an account can have.</source>
        <translation>追加すると、アカウントのフィルターの上限 1,000 個を超えます。</translation>
    </message>
</context>
<context>
    <name>ImportMailDialog</name>
    <message>
        <source>Import mail</source>
        <translation>メールのインポート</translation>
    </message>
    <message>
        <source>Messages of an mbox file, a Maildir folder, or .eml files are put into a mailbox, with their dates and flags. On an IMAP account they go to the server, too.</source>
        <translation>mbox ファイル、Maildir フォルダー、.eml ファイルのメッセージを、日付とフラグのままメールボックスに入れます。IMAP アカウントではサーバーにも入ります。</translation>
    </message>
    <message>
        <source>&amp;File (mbox or .eml)</source>
        <translation>ファイル（mbox または .eml）(&amp;F)</translation>
    </message>
    <message>
        <source>File of mail</source>
        <translation>メールのファイル</translation>
    </message>
    <message>
        <source>or fo&amp;lder (Maildir or .eml files)</source>
        <translation>またはフォルダー（Maildir または .eml ファイル）(&amp;L)</translation>
    </message>
    <message>
        <source>Folder of mail</source>
        <translation>メールのフォルダー</translation>
    </message>
    <message>
        <source>Into the &amp;account</source>
        <translation>取り込み先のアカウント(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Mailbox</source>
        <translation>メールボックス(&amp;M)</translation>
    </message>
    <message>
        <source>A name that is not there yet is made.</source>
        <translation>まだない名前なら作成します。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>Importing mail into %1…</source>
        <translation>%1 にメールをインポートしています…</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) imported.</source>
        <translation>
            <numerusform>%n 通をインポートしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit &gt; Undo takes them out again.</source>
        <translation>「編集」＞「元に戻す」で取り除けます。</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) had been in the mailbox already.</source>
        <translation>
            <numerusform>%n 通はすでにメールボックスにありました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) are too long to be imported.</source>
        <translation>
            <numerusform>%n 通は長すぎてインポートできません。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: this is no message</source>
        <translation>%1：メッセージではありません</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Insert Link</source>
        <translation>リンクを挿入</translation>
    </message>
    <message>
        <source>Change Link</source>
        <translation>リンクを変更</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文字列(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>アドレス(&amp;A)</translation>
    </message>
    <message>
        <source>A web page or a mail address</source>
        <translation>Web ページまたはメールアドレス</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>挿入</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Remove Link</source>
        <translation>リンクを削除</translation>
    </message>
    <message>
        <source>This is neither a web page nor a mail address.</source>
        <translation>Web ページでもメールアドレスでもありません。</translation>
    </message>
</context>
<context>
    <name>LinkOpener</name>
    <message>
        <source>The text of this link says %1, but it leads to %2.</source>
        <translation>リンクの文字は %1 ですが、実際の行き先は %2 です。</translation>
    </message>
    <message>
        <source>This link leads to %1, which looks like %2 and is not.</source>
        <translation>このリンクの行き先は %1 です。%2 に似ていますが別のものです。</translation>
    </message>
    <message>
        <source>This link is written so that it seems to lead elsewhere. It leads to %1.</source>
        <translation>このリンクは別の行き先に見えるように書かれています。実際の行き先は %1 です。</translation>
    </message>
    <message>
        <source>The name of this server uses letters that imitate others. It is %1.</source>
        <translation>このサーバー名には別の文字に似せた文字が使われています。実際は %1 です。</translation>
    </message>
    <message>
        <source>This link leads to a number instead of a name: %1.</source>
        <translation>このリンクは名前ではなく番号を指しています: %1</translation>
    </message>
    <message>
        <source>This link leads to %1 at an unusual port.</source>
        <translation>このリンクは %1 の通常と異なるポートを指しています。</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>リンクを開く</translation>
    </message>
    <message>
        <source>Open %1?</source>
        <translation>%1 を開きますか?</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
</context>
<context>
    <name>MailActions</name>
    <message>
        <source>You are not allowed to do this in that mailbox</source>
        <translation>このメールボックスでこの操作をする権限がありません</translation>
    </message>
    <message>
        <source>There is no mailbox for this, or the message is gone</source>
        <translation>対象のメールボックスがないか、メッセージがもうありません</translation>
    </message>
    <message>
        <source>A mailbox of this name exists already</source>
        <translation>同じ名前のメールボックスがあります</translation>
    </message>
    <message>
        <source>Trash emptied</source>
        <translation>ごみ箱を空にしました</translation>
    </message>
    <message>
        <source>Trash of %1 emptied</source>
        <translation>%1 のごみ箱を空にしました</translation>
    </message>
    <message>
        <source>%1. It can be undone for 30 days.</source>
        <translation>%1。30 日間は取り消せます。</translation>
    </message>
    <message>
        <source>Mailbox renamed to %1</source>
        <translation>メールボックスの名前を「%1」に変更しました</translation>
    </message>
    <message>
        <source>Mailbox %1 deleted</source>
        <translation>メールボックス「%1」を削除しました</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>取り消しました</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>取り消しました: %1</translation>
    </message>
</context>
<context>
    <name>MailBrowser</name>
    <message>
        <source>Message text</source>
        <translation>メッセージ本文</translation>
    </message>
</context>
<context>
    <name>MailboxChoice</name>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>Choose a mailbox</source>
        <translation>メールボックスを選ぶ</translation>
    </message>
    <message>
        <source>%1 (not there any more)</source>
        <translation>%1 (もうありません)</translation>
    </message>
</context>
<context>
    <name>MailboxCommands</name>
    <message>
        <source>&amp;New mailbox…</source>
        <translation>新規メールボックス(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>名前を変更(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Delete mailbox</source>
        <translation>メールボックスを削除(&amp;D)</translation>
    </message>
    <message>
        <source>S&amp;ubscribed</source>
        <translation>購読する(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Empty trash</source>
        <translation>ごみ箱を空にする(&amp;E)</translation>
    </message>
    <message>
        <source>Mark all as &amp;read</source>
        <translation>すべて既読にする(&amp;R)</translation>
    </message>
    <message>
        <source>Show &amp;all mailboxes</source>
        <translation>すべてのメールボックスを表示(&amp;A)</translation>
    </message>
</context>
<context>
    <name>MailboxNames</name>
    <message>
        <source>Inbox</source>
        <translation>受信トレイ</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>下書き</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>送信済み</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>迷惑メール</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>ごみ箱</translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>すべてのメール</translation>
    </message>
    <message>
        <source>Flagged on the server</source>
        <translation>スター付き(サーバー)</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>All inboxes</source>
        <translation>すべての受信トレイ</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>スター付き</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>日付なし</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>tomorrow %1</source>
        <translation>明日 %1</translation>
    </message>
</context>
<context>
    <name>MailboxTree</name>
    <message>
        <source>Messages can be put into a mailbox only</source>
        <translation>メッセージを入れられるのはメールボックスだけです</translation>
    </message>
    <message>
        <source>These messages are of several accounts. Move those of one account at a time.</source>
        <translation>複数のアカウントのメッセージが含まれています。1 つのアカウントずつ移動してください。</translation>
    </message>
    <message>
        <source>Messages can be moved only within their own account (%1)</source>
        <translation>メッセージは同じアカウント（%1）の中でのみ移動できます</translation>
    </message>
    <message>
        <source>You are not allowed to put messages into this mailbox</source>
        <translation>このメールボックスにメッセージを入れる権限がありません</translation>
    </message>
    <message>
        <source>They are in this mailbox already</source>
        <translation>すでにこのメールボックスにあります</translation>
    </message>
</context>
<context>
    <name>MailboxTreeDelegate</name>
    <message>
        <source>New name of %1</source>
        <translation>「%1」の新しい名前</translation>
    </message>
</context>
<context>
    <name>MailboxTreeModel</name>
    <message>
        <source>%1, next try at %2</source>
        <translation>%1(%2 に再試行)</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>オフにしています</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>接続しています…</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1、未読 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread, %2</source>
        <translation>
            <numerusform>%1、未読 %n 件、%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>共有</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) disappeared from the server</source>
        <translation>
            <numerusform>%Ln 通がサーバーから消えました</numerusform>
        </translation>
    </message>
    <message>
        <source>Other users</source>
        <translation>ほかのユーザー</translation>
    </message>
    <message>
        <source>Mailboxes of %1</source>
        <translation>%1 のメールボックス</translation>
    </message>
    <message>
        <source>%1: waits for the server</source>
        <translation>%1: サーバー待ち</translation>
    </message>
    <message>
        <source>%1: not subscribed</source>
        <translation>%1: 購読していません</translation>
    </message>
    <message>
        <source>%1, waits for the server</source>
        <translation>%1、サーバー待ち</translation>
    </message>
</context>
<context>
    <name>MailboxTreeView</name>
    <message>
        <source>Add account</source>
        <translation>アカウントを追加</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Accounts and mailboxes</source>
        <translation>アカウントとメールボックス</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>mailbox – account</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Write a message (Ctrl+N)</source>
        <translation>メッセージを作成 (Ctrl+N)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Add mail account…</source>
        <translation>メールアカウントを追加(&amp;A)…</translation>
    </message>
    <message>
        <source>Save all a&amp;ttachments…</source>
        <translation>添付ファイルをすべて保存(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>設定(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Search mail</source>
        <translation>メールを検索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>文字を大きく(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>文字を小さく(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Normal size</source>
        <translation>標準の大きさ(&amp;N)</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>次の領域へ(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>メッセージ(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Next message</source>
        <translation>次のメッセージ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous message</source>
        <translation>前のメッセージ(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Get new mail</source>
        <translation>新着メールを受信(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;All inboxes</source>
        <translation>すべての受信トレイ(&amp;A)</translation>
    </message>
    <message>
        <source>Account &amp;%1</source>
        <translation>アカウント &amp;%1</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>キーボードショートカット(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Tributary</source>
        <translation>Tributary について(&amp;A)</translation>
    </message>
    <message>
        <source>About Tributary</source>
        <translation>Tributary について</translation>
    </message>
    <message>
        <source>All your mail accounts flow into one place. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>すべてのメールアカウントをひとつの場所に。GNU General Public License バージョン 3 以降で公開された自由ソフトウェアです。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>%1: “%2”</source>
        <translation>%1:「%2」</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>取り消す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>取り消す: %1(&amp;U)</translation>
    </message>
    <message>
        <source>Mail&amp;box</source>
        <translation>メールボックス(&amp;B)</translation>
    </message>
    <message>
        <source>Recent &amp;changes…</source>
        <translation>最近の変更(&amp;C)…</translation>
    </message>
    <message>
        <source>Sync &amp;activity</source>
        <translation>同期の状況(&amp;A)</translation>
    </message>
    <message>
        <source>Ne&amp;xt unread message</source>
        <translation>次の未読メッセージ(&amp;X)</translation>
    </message>
    <message>
        <source>The message was kept as a draft.</source>
        <translation>メッセージを下書きに保存しました。</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>送信トレイ</translation>
    </message>
    <message>
        <source>It has left already.</source>
        <translation>すでに送信されました。</translation>
    </message>
    <message>
        <source>&amp;Outbox</source>
        <translation>送信トレイ(&amp;O)</translation>
    </message>
    <message>
        <source>The message is being sent.</source>
        <translation>メッセージを送信しています。</translation>
    </message>
    <message numerus="yes">
        <source>Leaves in %n second(s)</source>
        <translation>
            <numerusform>%n 秒後に送信します</numerusform>
        </translation>
    </message>
    <message>
        <source>Add an account first: the message is begun then.</source>
        <translation>先にアカウントを追加してください。追加するとメッセージの作成が始まります。</translation>
    </message>
    <message>
        <source>Leaves at %1</source>
        <translation>%1 に送信</translation>
    </message>
    <message>
        <source>No other account can be added: this is managed by your organisation.</source>
        <translation>これ以上アカウントを追加できません。組織が管理しています。</translation>
    </message>
</context>
<context>
    <name>ManagedMark</name>
    <message>
        <source>Managed by your organisation</source>
        <translation>組織による管理</translation>
    </message>
</context>
<context>
    <name>ManagedPage</name>
    <message>
        <source>Accounts cannot be added, changed or removed, but for those that are prepared.</source>
        <translation>用意されたもの以外、アカウントの追加、変更、削除はできません。</translation>
    </message>
    <message>
        <source>Addresses to send as cannot be added, changed or removed.</source>
        <translation>送信に使うアドレスの追加、変更、削除はできません。</translation>
    </message>
    <message>
        <source>Signatures cannot be changed.</source>
        <translation>署名は変更できません。</translation>
    </message>
    <message>
        <source>How far back mail is downloaded cannot be changed.</source>
        <translation>メールをさかのぼってダウンロードする範囲は変更できません。</translation>
    </message>
    <message>
        <source>Whether copies of sent mail are kept cannot be changed.</source>
        <translation>送信したメールのコピーを残すかどうかは変更できません。</translation>
    </message>
    <message>
        <source>%1 is prepared, with servers that cannot be changed.</source>
        <translation>%1 が用意されています。サーバーは変更できません。</translation>
    </message>
    <message>
        <source>%1 is prepared: only signing in is left to do.</source>
        <translation>%1 が用意されています。サインインするだけで使えます。</translation>
    </message>
    <message>
        <source>Only accounts of these domains are allowed: %1.</source>
        <translation>次のドメインのアカウントだけが許可されています: %1</translation>
    </message>
    <message>
        <source>Accounts of these domains are not allowed: %1.</source>
        <translation>次のドメインのアカウントは許可されていません: %1</translation>
    </message>
    <message>
        <source>Only these providers are allowed: %1.</source>
        <translation>次のプロバイダーだけが許可されています: %1</translation>
    </message>
    <message>
        <source>These providers are not allowed: %1.</source>
        <translation>次のプロバイダーは許可されていません: %1</translation>
    </message>
    <message>
        <source>Mail can be read only by: %1.</source>
        <translation>メールの受信に使える方式: %1</translation>
    </message>
    <message numerus="yes">
        <source>At most %n account(s) can be added.</source>
        <translation>
            <numerusform>追加できるアカウントは最大 %n 個です。</numerusform>
        </translation>
    </message>
    <message>
        <source>Non-standard ports are allowed.</source>
        <translation>標準以外のポートが許可されています。</translation>
    </message>
    <message>
        <source>Only standard ports are allowed.</source>
        <translation>標準のポートだけが許可されています。</translation>
    </message>
    <message numerus="yes">
        <source>%n additional certificate authority file(s) are trusted.</source>
        <translation>
            <numerusform>追加の認証局のファイルを %n 個信頼しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>Client IDs for signing in at a provider&apos;s page are set for: %1.</source>
        <translation>次のプロバイダーのサインイン用クライアント ID が設定されています: %1</translation>
    </message>
    <message>
        <source>Servers of unknown addresses are not looked up elsewhere.</source>
        <translation>未登録のアドレスのサーバーを他で検索しません。</translation>
    </message>
    <message>
        <source>Servers of unknown addresses are looked up at %1.</source>
        <translation>未登録のアドレスのサーバーは %1 で検索します。</translation>
    </message>
    <message>
        <source>Remote pictures are never fetched.</source>
        <translation>リモート画像は取得しません。</translation>
    </message>
    <message>
        <source>Remote pictures are fetched only for single messages, on a click.</source>
        <translation>リモート画像は、クリックしたメールの分だけ取得します。</translation>
    </message>
    <message>
        <source>These settings come from %1 and cannot be changed here.</source>
        <translation>これらの設定は %1 によるもので、ここでは変更できません。</translation>
    </message>
    <message>
        <source>Filters cannot be added, changed or removed.</source>
        <translation>フィルターの追加、変更、削除はできません。</translation>
    </message>
    <message>
        <source>The vacation reply cannot be turned on or changed.</source>
        <translation>不在通知をオンにしたり変更したりすることはできません。</translation>
    </message>
</context>
<context>
    <name>MessageCommands</name>
    <message>
        <source>&amp;Archive</source>
        <translation>アーカイブ(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>Mark as &amp;junk</source>
        <translation>迷惑メールにする(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Not junk</source>
        <translation>迷惑メールではない(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Move to…</source>
        <translation>移動(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Copy to…</source>
        <translation>コピー(&amp;C)…</translation>
    </message>
    <message>
        <source>Mark as &amp;unread</source>
        <translation>未読にする(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Flag</source>
        <translation>スターを付ける(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete for good</source>
        <translation>完全に削除(&amp;D)</translation>
    </message>
    <message>
        <source>Mark as &amp;read</source>
        <translation>既読にする(&amp;R)</translation>
    </message>
    <message>
        <source>Remove &amp;flag</source>
        <translation>スターを外す(&amp;F)</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>移動先</translation>
    </message>
    <message>
        <source>Copy to</source>
        <translation>コピー先</translation>
    </message>
</context>
<context>
    <name>MessageLines</name>
    <message>
        <source>(no sender)</source>
        <translation>(差出人なし)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(件名なし)</translation>
    </message>
    <message>
        <source>From</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>件名</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
</context>
<context>
    <name>MessageListModel</name>
    <message>
        <source>(no sender)</source>
        <translation>(差出人なし)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(件名なし)</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>スター付き</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>返信済み</translation>
    </message>
    <message>
        <source>with attachment</source>
        <translation>添付あり</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>差出人 %1</translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation>サーバー待ち</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>読み込み中</translation>
    </message>
</context>
<context>
    <name>MessageListView</name>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Search mail</source>
        <translation>メールを検索</translation>
    </message>
    <message>
        <source>Show all, unread or flagged messages</source>
        <translation>すべて・未読・スター付きの切り替え</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>すべてのメッセージ</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未読</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>スター付き</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>アカウントがまだありません</translation>
    </message>
    <message>
        <source>Add an account to read its mail here.</source>
        <translation>アカウントを追加すると、ここでメールを読めます。</translation>
    </message>
    <message>
        <source>Add mail account</source>
        <translation>メールアカウントを追加</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>見つかりませんでした</translation>
    </message>
    <message>
        <source>Nothing here matches “%1”.</source>
        <translation>「%1」に一致するメールはありません。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>検索を解除</translation>
    </message>
    <message>
        <source>No such message</source>
        <translation>該当するメッセージはありません</translation>
    </message>
    <message>
        <source>The filter hides everything here.</source>
        <translation>絞り込みですべて非表示になっています。</translation>
    </message>
    <message>
        <source>Show all messages</source>
        <translation>すべてのメッセージを表示</translation>
    </message>
    <message>
        <source>No messages here</source>
        <translation>メッセージはありません</translation>
    </message>
</context>
<context>
    <name>MessagePane</name>
    <message>
        <source>Target of the link</source>
        <translation>リンク先</translation>
    </message>
    <message>
        <source>How this message is shown</source>
        <translation>このメッセージの表示形式</translation>
    </message>
    <message>
        <source>The original form ended unexpectedly. The simple form is shown.</source>
        <translation>オリジナル表示が予期せず終了しました。シンプル表示に切り替えました。</translation>
    </message>
    <message>
        <source>Shown as: %1</source>
        <translation>表示形式: %1</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>リンクをコピー(&amp;L)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>配信停止</translation>
    </message>
    <message>
        <source>Unsubscribe from %1?</source>
        <translation>%1 の配信を停止しますか?</translation>
    </message>
    <message>
        <source>Tributary tells %1 that you want no more of these messages.</source>
        <translation>これ以上受け取らないことを Tributary が %1 に伝えます。</translation>
    </message>
    <message>
        <source>The page of %1 opens in your browser.</source>
        <translation>%1 のページをブラウザーで開きます。</translation>
    </message>
    <message>
        <source>A message to %1 is written; you send it yourself.</source>
        <translation>%1 あてのメッセージを用意します。送信はご自身で行ってください。</translation>
    </message>
    <message>
        <source>Unsubscribing…</source>
        <translation>配信停止の手続き中…</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>配信を停止しました</translation>
    </message>
</context>
<context>
    <name>MessagePrinter</name>
    <message>
        <source>message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>The message could not be printed.</source>
        <translation>メッセージを印刷できませんでした。</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF として保存</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>PDF 文書 (*.pdf)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>保存しました: %1</translation>
    </message>
    <message>
        <source>The PDF could not be written: %1</source>
        <translation>PDF を書き込めませんでした: %1</translation>
    </message>
</context>
<context>
    <name>MessageRowsView</name>
    <message>
        <source>Archive</source>
        <translation>アーカイブ</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove flag</source>
        <translation>スターを外す</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>スターを付ける</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>既読にする</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>未読にする</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 通</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageStrips</name>
    <message>
        <source>The sender&apos;s name says %1, but the address is %2.</source>
        <translation>差出人名には %1 とありますが、実際のアドレスは %2 です。</translation>
    </message>
    <message>
        <source>The sender&apos;s name or address uses letters that imitate others.</source>
        <translation>差出人の名前かアドレスに、別の文字に似せた文字が使われています。</translation>
    </message>
    <message>
        <source>This message names several senders: %1.</source>
        <translation>このメッセージには差出人が複数あります: %1</translation>
    </message>
    <message>
        <source>This message names several senders.</source>
        <translation>このメッセージには差出人が複数あります。</translation>
    </message>
    <message>
        <source>It was sent by %1 for the sender that is named.</source>
        <translation>記載された差出人に代わって %1 が送信しました。</translation>
    </message>
    <message>
        <source>Answers do not go to the sender but to %1.</source>
        <translation>返信は差出人ではなく %1 に届きます。</translation>
    </message>
    <message>
        <source>The sender&apos;s name holds invisible characters.</source>
        <translation>差出人名に見えない文字が含まれています。</translation>
    </message>
    <message>
        <source>The sender has no address.</source>
        <translation>差出人のアドレスがありません。</translation>
    </message>
    <message>
        <source>This message is encrypted (%1). It cannot be read here yet.</source>
        <translation>このメッセージは暗号化されています (%1)。まだここでは読めません。</translation>
    </message>
    <message>
        <source>This message is signed (%1). The signature is not checked.</source>
        <translation>このメッセージには署名があります (%1)。署名は検証していません。</translation>
    </message>
    <message>
        <source>About your message “%1”.</source>
        <translation>あなたのメッセージ「%1」について。</translation>
    </message>
    <message>
        <source>Not delivered to %1 (%2).</source>
        <translation>%1 に配達できませんでした (%2)。</translation>
    </message>
    <message>
        <source>Not delivered to %1.</source>
        <translation>%1 に配達できませんでした。</translation>
    </message>
    <message>
        <source>Still on the way to %1.</source>
        <translation>%1 への配達が遅れています。</translation>
    </message>
    <message>
        <source>Still on the way to %1 (%2).</source>
        <translation>%1 への配達が遅れています (%2)。</translation>
    </message>
    <message>
        <source>%1 has opened it.</source>
        <translation>%1 が開封しました。</translation>
    </message>
    <message>
        <source>%1 has deleted it unread.</source>
        <translation>%1 が未開封のまま削除しました。</translation>
    </message>
    <message>
        <source>Delivered to %1.</source>
        <translation>%1 に配達されました。</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1と%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n others</source>
        <translation>
            <numerusform>%1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>画像 %n 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tracker(s)</source>
        <translation>
            <numerusform>追跡用画像 %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 blocked.</source>
        <comment>3 pictures</comment>
        <translation>%1をブロックしました。</translation>
    </message>
    <message numerus="yes">
        <source>%1 from %2 are blocked.</source>
        <comment>3 pictures, a server</comment>
        <translation>
            <numerusform>%2 からの%1をブロックしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading this message has ended the program twice. It is shown as its source alone.</source>
        <translation>このメッセージの読み込みで 2 回プログラムが終了したため、ソースだけを表示しています。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>This message is damaged. What can be read of it is shown.</source>
        <translation>このメッセージは壊れています。読める部分だけを表示しています。</translation>
    </message>
    <message>
        <source>Fetching the pictures…</source>
        <translation>画像を取得しています…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) could not be fetched.</source>
        <translation>
            <numerusform>%n 個の画像を取得できませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Always from this sender</source>
        <translation>この差出人は常に表示</translation>
    </message>
    <message>
        <source>It has more parts than are read; the rest is left out.</source>
        <translation>パートが多すぎるため、残りは省きました。</translation>
    </message>
    <message>
        <source>Its parts are nested too deep; the innermost are left out.</source>
        <translation>パートの入れ子が深すぎるため、内側は省きました。</translation>
    </message>
    <message>
        <source>Its header is too large; the rest of it is left out.</source>
        <translation>ヘッダーが大きすぎるため、残りは省きました。</translation>
    </message>
    <message>
        <source>It has more addresses than are read; the rest is left out.</source>
        <translation>アドレスが多すぎるため、残りは省きました。</translation>
    </message>
    <message>
        <source>It does not say where its parts begin.</source>
        <translation>パートの区切りが示されていません。</translation>
    </message>
    <message>
        <source>Its end is missing: something may have been cut off on the way.</source>
        <translation>末尾がありません。途中で切れた可能性があります。</translation>
    </message>
    <message>
        <source>A part of it is encoded wrongly.</source>
        <translation>エンコードの誤ったパートがあります。</translation>
    </message>
    <message>
        <source>Some characters do not fit the encoding that it names; View &gt; Text encoding may help.</source>
        <translation>指定された文字コードに合わない文字があります。「表示」&gt;「文字コード」で直ることがあります。</translation>
    </message>
    <message>
        <source>It names an unknown text encoding; the one that fits best is used.</source>
        <translation>未知の文字コードが指定されているため、最も合うものを使っています。</translation>
    </message>
    <message>
        <source>Its text is longer than is shown; View source has all of it.</source>
        <translation>本文が表示できる長さを超えています。「ソースを表示」で全体を見られます。</translation>
    </message>
    <message>
        <source>Its layout is too large or too deeply nested; some of it is left out.</source>
        <translation>レイアウトが大きすぎるか、入れ子が深すぎるため、一部を省略しています。</translation>
    </message>
    <message>
        <source>It is larger than is read; the rest is left out.</source>
        <translation>読み取れる大きさを超えているため、残りを省略しています。</translation>
    </message>
    <message>
        <source>A field of its header is too long; the end of it is left out.</source>
        <translation>ヘッダーの項目が長すぎるため、終わりを省略しています。</translation>
    </message>
    <message>
        <source>It has more files in its text than are read; the rest is left out.</source>
        <translation>本文に含まれるファイルが多すぎるため、残りを省略しています。</translation>
    </message>
    <message>
        <source>The files in its text are too large; some are left out.</source>
        <translation>本文に含まれるファイルが大きすぎるため、一部を省略しています。</translation>
    </message>
    <message>
        <source>The sender&apos;s address is of %1, which looks like %2 and is not.</source>
        <translation>差出人のアドレスは %1 のもので、%2 に似ていますが別物です。</translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) in this message pretend to lead elsewhere; you are asked before one opens.</source>
        <translation>
            <numerusform>このメッセージには、別の場所へ導くように見せかけたリンクが%n個あります。開く前に確認します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n form(s) in this message cannot be filled in here.</source>
        <translation>
            <numerusform>このメッセージのフォーム%n個には、ここでは入力できません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageWindow</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>MovePopup</name>
    <message>
        <source>%1 – in %2</source>
        <comment>mailbox – in its parent</comment>
        <translation>%1 –「%2」内</translation>
    </message>
    <message>
        <source>No mailbox of this name</source>
        <translation>この名前のメールボックスはありません</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>メールボックス</translation>
    </message>
</context>
<context>
    <name>NewMailboxDialog</name>
    <message>
        <source>New mailbox</source>
        <translation>新規メールボックス</translation>
    </message>
    <message>
        <source>New mailbox in %1</source>
        <translation>%1 の新規メールボックス</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>At the top</source>
        <translation>最上位</translation>
    </message>
    <message>
        <source>&amp;Inside</source>
        <translation>作成場所(&amp;I)</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>A mailbox of this name exists already</source>
        <translation>同じ名前のメールボックスがあります</translation>
    </message>
    <message>
        <source>A name cannot have a slash</source>
        <translation>名前にスラッシュは使えません</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>Outbox</source>
        <translation>送信トレイ</translation>
    </message>
    <message>
        <source>Messages on their way</source>
        <translation>送信中のメッセージ</translation>
    </message>
    <message>
        <source>Nothing is on its way</source>
        <translation>送信待ちのメッセージはありません</translation>
    </message>
    <message>
        <source>What you send stands here until the server has taken it.</source>
        <translation>送信したメッセージは、サーバーが受け付けるまでここに表示されます。</translation>
    </message>
</context>
<context>
    <name>OutboxPane</name>
    <message numerus="yes">
        <source>%n message(s) waiting to be sent</source>
        <translation>
            <numerusform>%n 通が送信待ち</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) on the way</source>
        <translation>
            <numerusform>%n 通を送信中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) to be sent later</source>
        <translation>
            <numerusform>%n 通を後で送信</numerusform>
        </translation>
    </message>
    <message>
        <source>Opens the outbox</source>
        <translation>送信トレイを開きます</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) not sent</source>
        <translation>
            <numerusform>%n 通が送信されていません</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) not sent to everybody</source>
        <translation>
            <numerusform>%n 通が一部の宛先に届いていません</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) without a copy in Sent</source>
        <translation>
            <numerusform>%n 通の控えが送信済みにありません</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxRow</name>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>確認済み</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(件名なし)</translation>
    </message>
    <message>
        <source>The server said: “%1”</source>
        <translation>サーバーの応答: 「%1」</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再送信</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>今すぐ送信</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>File again</source>
        <translation>もう一度保管</translation>
    </message>
    <message>
        <source>Puts its copy into Sent</source>
        <translation>送信済みに控えを保管します</translation>
    </message>
    <message>
        <source>Only to those who do not have it</source>
        <translation>まだ届いていない宛先だけに送ります</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>送信しない</translation>
    </message>
</context>
<context>
    <name>OutboxText</name>
    <message>
        <source>Leaves at %1</source>
        <translation>%1 に送信</translation>
    </message>
    <message>
        <source>Tries again at %1</source>
        <translation>%1 に再試行</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>順番待ち</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>Sent, but the copy could not be filed</source>
        <translation>送信済み。ただし控えを保存できませんでした</translation>
    </message>
    <message>
        <source>Sent; its copy is being filed</source>
        <translation>送信済み。控えを保存しています</translation>
    </message>
    <message>
        <source>Sent, but not to everybody</source>
        <translation>送信済み。ただし一部の宛先を除く</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>送信されていません</translation>
    </message>
    <message>
        <source>It is not known whether it was sent</source>
        <translation>送信されたかどうか不明です</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>拒否された宛先: %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>宛先 %1</translation>
    </message>
    <message numerus="yes">
        <source>to %1 and %n other(s)</source>
        <translation>
            <numerusform>宛先 %1 ほか %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent to: %1</source>
        <translation>送信済みの宛先: %1</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Sign in again</source>
        <translation>もう一度サインイン</translation>
    </message>
    <message>
        <source>New &amp;password</source>
        <translation>新しいパスワード(&amp;P)</translation>
    </message>
    <message>
        <source>It is tried first, and kept only if the server accepts it.</source>
        <translation>先に確認し、サーバーに受け付けられた場合だけ保存します。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>サインイン</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>確認しています…</translation>
    </message>
    <message>
        <source>If you have changed it at the provider, enter the new one here.</source>
        <translation>プロバイダーで変更した場合は、新しいものをここに入力してください。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>what is wrong; what to do</comment>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Hide the password</source>
        <translation>パスワードを隠す</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>パスワードを表示</translation>
    </message>
</context>
<context>
    <name>PlacementText</name>
    <message>
        <source>On the server</source>
        <translation>サーバー</translation>
    </message>
    <message>
        <source>It works while Tributary is closed, too.</source>
        <translation>Tributary を閉じていても動作します。</translation>
    </message>
    <message>
        <source>It is turned off.</source>
        <translation>オフになっています。</translation>
    </message>
    <message>
        <source>Something is wrong with it.</source>
        <translation>設定に問題があります。</translation>
    </message>
    <message>
        <source>The server does not have what it needs (%1).</source>
        <translation>サーバーが必要な機能に対応していません (%1)。</translation>
    </message>
    <message>
        <source>Servers have no regular expressions of this kind.</source>
        <translation>サーバーは正規表現に対応していません。</translation>
    </message>
    <message>
        <source>The server does not treat half-width and full-width characters as the same.</source>
        <translation>サーバーは半角と全角の文字を同じものとして扱いません。</translation>
    </message>
    <message>
        <source>The server takes “?” for something else.</source>
        <translation>サーバーでは「?」の意味が異なります。</translation>
    </message>
    <message>
        <source>Servers compare addresses, not the names beside them.</source>
        <translation>サーバーが比較するのはアドレスだけで、表示名は対象になりません。</translation>
    </message>
    <message>
        <source>The server reads the text of a message in another way.</source>
        <translation>サーバーでは本文の読み取り方が異なります。</translation>
    </message>
    <message>
        <source>Servers do not know what an attachment is.</source>
        <translation>サーバーは添付ファイルの有無を判別できません。</translation>
    </message>
    <message>
        <source>Servers do not know how old a message is.</source>
        <translation>サーバーはメールの経過日数を判別できません。</translation>
    </message>
    <message>
        <source>The server knows nothing of your other accounts.</source>
        <translation>サーバーは他のアカウントのことを知りません。</translation>
    </message>
    <message>
        <source>Its text cannot be written down for the server.</source>
        <translation>サーバー用に書き表せない文字列が含まれています。</translation>
    </message>
    <message>
        <source>It is not known which mailbox of the server is Junk or Trash.</source>
        <translation>サーバーのどのメールボックスが迷惑メールまたはごみ箱なのか分かりません。</translation>
    </message>
    <message>
        <source>The server cannot have a mailbox of that name.</source>
        <translation>その名前のメールボックスはサーバーでは使えません。</translation>
    </message>
    <message>
        <source>In your time zone that day does not begin at midnight.</source>
        <translation>お使いのタイムゾーンでは、その日は午前0時に始まりません。</translation>
    </message>
    <message>
        <source>The server would make one message of the two in “%1”.</source>
        <translation>サーバーでは、「%1」に入る 2 通が 1 通にまとめられてしまいます。</translation>
    </message>
    <message>
        <source>It comes after “%1”, which works on this computer.</source>
        <translation>このコンピューターで動作する「%1」より後に実行されます。</translation>
    </message>
    <message>
        <source>It takes mail out of the inbox and lets “%1” look at it, which works on this computer.</source>
        <translation>メールを受信トレイから移したうえで、このコンピューターで動作する「%1」にも渡します。</translation>
    </message>
    <message>
        <source>The server does not know whom you have written to.</source>
        <translation>サーバーは、あなたがメールを送ったことのある相手を知りません。</translation>
    </message>
    <message>
        <source>The clocks change while it is on, and servers do not know that.</source>
        <translation>期間中に夏時間の切り替えがあり、サーバーはそれに対応できません。</translation>
    </message>
    <message>
        <source>It works while Tributary runs.</source>
        <translation>Tributary の起動中に動作します。</translation>
    </message>
    <message>
        <source>The server has not been asked yet whether it can do this.</source>
        <translation>サーバーがこれに対応しているか、まだ確認していません。</translation>
    </message>
    <message>
        <source>The server cannot answer mail by itself.</source>
        <translation>サーバーは自動返信に対応していません。</translation>
    </message>
    <message>
        <source>The server cannot filter mail by itself.</source>
        <translation>サーバーはフィルターに対応していません。</translation>
    </message>
    <message>
        <source>You chose that nothing of this runs on the server.</source>
        <translation>サーバーでは何も実行しない設定になっています。</translation>
    </message>
    <message>
        <source>The server cannot do it as it is meant.</source>
        <translation>サーバーでは意図したとおりに実行できません。</translation>
    </message>
    <message>
        <source>You must first decide about what stands on the server.</source>
        <translation>先に、サーバーにあるスクリプトをどうするか決めてください。</translation>
    </message>
    <message>
        <source>The server refused it.</source>
        <translation>サーバーに拒否されました。</translation>
    </message>
    <message>
        <source>It is on its way to the server.</source>
        <translation>サーバーへの反映を待っています。</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>実行不可</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>It is turned off and looks at no mail.</source>
        <translation>オフのため、メールを処理しません。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>このコンピューター</translation>
    </message>
    <message>
        <source>It is turned off and answers nobody.</source>
        <translation>オフのため、誰にも返信しません。</translation>
    </message>
    <message>
        <source>%1 Mail is answered while Tributary runs; what came while it was closed is answered at the next start, unless it is older than a day.</source>
        <translation>%1返信は Tributary の起動中に行います。閉じている間に届いたメールには、1 日より前のものを除き、次の起動時に返信します。</translation>
    </message>
    <message>
        <source>Will run on the server. It works while Tributary is closed, too.</source>
        <translation>サーバーで実行されます。Tributary を終了していても働きます。</translation>
    </message>
    <message>
        <source>Will run on this computer as long as the server refuses your filters.</source>
        <translation>サーバーがフィルターを受け付けない間は、このコンピューターで実行されます。</translation>
    </message>
    <message>
        <source>Will run on this computer for now. %1</source>
        <translation>今のところ、このコンピューターで実行されます。%1</translation>
    </message>
    <message>
        <source>Will run on this computer. %1</source>
        <translation>このコンピューターで実行されます。%1</translation>
    </message>
    <message>
        <source>It takes mail out of the inbox, and the vacation reply, which works on this computer, could not answer it.</source>
        <translation>メールを受信トレイから移すため、このコンピューターで動作する不在通知が返信できなくなります。</translation>
    </message>
    <message>
        <source>One of your filters sorts out junk, and the server would answer that, too.</source>
        <translation>フィルターに迷惑メールを振り分けるものがあり、サーバーはその迷惑メールにも返信してしまいます。</translation>
    </message>
    <message>
        <source>Another script on the server, “%1”, runs before and may end there.</source>
        <translation>サーバーにある別のスクリプト「%1」が先に実行され、そこで終わることがあります。</translation>
    </message>
    <message>
        <source>Another script on the server, “%1”, answers mail already.</source>
        <translation>サーバーにある別のスクリプト「%1」がすでにメールに返信しています。</translation>
    </message>
    <message>
        <source>Turned off here; the server still answers until it is reached.</source>
        <translation>ここではオフですが、接続できるまでサーバーが返信を続けます。</translation>
    </message>
    <message>
        <source>The server may still answer with the text it had before. Nobody is answered from this computer until it has the new one.</source>
        <translation>サーバーは変更前の本文で返信を続けることがあります。新しい本文がサーバーに届くまで、このコンピューターからは返信しません。</translation>
    </message>
    <message>
        <source>The server may still answer with the text it had before. Nobody is answered from this computer until you have decided about what stands on the server.</source>
        <translation>サーバーは変更前の本文で返信を続けることがあります。サーバーにあるものをどうするか決めるまで、このコンピューターからは返信しません。</translation>
    </message>
    <message>
        <source>Turned off here; the server may go on answering until you have decided about what stands there.</source>
        <translation>ここではオフですが、サーバーにあるものをどうするか決めるまで、サーバーが返信を続けることがあります。</translation>
    </message>
    <message>
        <source>It is turned off here. The script “%1” on the server answers mail.</source>
        <translation>ここではオフです。サーバーにあるスクリプト「%1」がメールに返信しています。</translation>
    </message>
    <message>
        <source>On the server, as before</source>
        <translation>サーバー（変更前）</translation>
    </message>
    <message>
        <source>The script “%1” on the server answers mail, too: whoever writes may get two replies. Turn one of them off.</source>
        <translation>サーバーにあるスクリプト「%1」もメールに返信します。差出人に2通の返信が届くことがあります。どちらかをオフにしてください。</translation>
    </message>
</context>
<context>
    <name>ProtocolPane</name>
    <message>
        <source>Record the protocol</source>
        <translation>プロトコルを記録</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Protocol of</source>
        <translation>表示するアカウント</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Switch the recording on to see what Tributary and the server say to each other. Passwords are never shown.</source>
        <translation>記録をオンにすると、Tributary とサーバーのやりとりが表示されます。パスワードは表示されません。</translation>
    </message>
    <message>
        <source>Save the protocol</source>
        <translation>プロトコルを保存</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>ファイルに書き込めませんでした: %1</translation>
    </message>
</context>
<context>
    <name>ReaderCommands</name>
    <message>
        <source>Original</source>
        <translation>オリジナル</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>シンプル</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Message &amp;as</source>
        <translation>表示形式(&amp;A)</translation>
    </message>
    <message>
        <source>Text &amp;encoding</source>
        <translation>文字コード(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Dark paper</source>
        <translation>暗い背景(&amp;D)</translation>
    </message>
    <message>
        <source>All &amp;headers</source>
        <translation>すべてのヘッダー(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Find in message</source>
        <translation>メッセージ内を検索(&amp;F)</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>次を検索(&amp;X)</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>前を検索(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>印刷(&amp;P)…</translation>
    </message>
    <message>
        <source>Save as P&amp;DF…</source>
        <translation>PDF として保存(&amp;D)…</translation>
    </message>
    <message>
        <source>View so&amp;urce</source>
        <translation>ソースを表示(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Select a&amp;ll</source>
        <translation>すべて選択(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>オリジナル(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Simple</source>
        <translation>シンプル(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Plain text</source>
        <translation>テキスト(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>自動(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Original (the web engine does not work here)</source>
        <translation>オリジナル(&amp;O) (この環境では使えません)</translation>
    </message>
    <message>
        <source>&amp;Automatic (%1)</source>
        <translation>自動(&amp;A) (%1)</translation>
    </message>
    <message>
        <source>Unicode (UTF-8)</source>
        <translation>Unicode (UTF-8)</translation>
    </message>
    <message>
        <source>Western (Windows-1252)</source>
        <translation>西欧 (Windows-1252)</translation>
    </message>
    <message>
        <source>Central European (ISO-8859-2)</source>
        <translation>中欧 (ISO-8859-2)</translation>
    </message>
    <message>
        <source>Cyrillic (Windows-1251)</source>
        <translation>キリル (Windows-1251)</translation>
    </message>
    <message>
        <source>Cyrillic (KOI8-R)</source>
        <translation>キリル (KOI8-R)</translation>
    </message>
    <message>
        <source>Greek (ISO-8859-7)</source>
        <translation>ギリシャ (ISO-8859-7)</translation>
    </message>
    <message>
        <source>Hebrew (Windows-1255)</source>
        <translation>ヘブライ (Windows-1255)</translation>
    </message>
    <message>
        <source>Arabic (Windows-1256)</source>
        <translation>アラビア (Windows-1256)</translation>
    </message>
    <message>
        <source>Japanese (ISO-2022-JP)</source>
        <translation>日本語 (ISO-2022-JP)</translation>
    </message>
    <message>
        <source>Japanese (Shift_JIS)</source>
        <translation>日本語 (Shift_JIS)</translation>
    </message>
    <message>
        <source>Japanese (EUC-JP)</source>
        <translation>日本語 (EUC-JP)</translation>
    </message>
    <message>
        <source>Chinese, simplified (GB18030)</source>
        <translation>中国語 簡体字 (GB18030)</translation>
    </message>
    <message>
        <source>Chinese, traditional (Big5)</source>
        <translation>中国語 繁体字 (Big5)</translation>
    </message>
    <message>
        <source>Korean (EUC-KR)</source>
        <translation>韓国語 (EUC-KR)</translation>
    </message>
    <message>
        <source>Show con&amp;versations</source>
        <translation>スレッドを表示(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;west message first</source>
        <translation>新しいメールを上に(&amp;W)</translation>
    </message>
    <message>
        <source>Message &amp;above in this conversation</source>
        <translation>スレッドの上のメール(&amp;A)</translation>
    </message>
    <message>
        <source>Message &amp;below in this conversation</source>
        <translation>スレッドの下のメール(&amp;B)</translation>
    </message>
</context>
<context>
    <name>ReaderView</name>
    <message>
        <source>Choose a message to read it</source>
        <translation>メッセージを選ぶとここに表示されます</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) selected</source>
        <translation>
            <numerusform>%Ln 通を選択中</numerusform>
        </translation>
    </message>
    <message>
        <source>What you choose above is done to all of them.</source>
        <translation>上のボタンの操作は、選択したすべてのメッセージに行われます。</translation>
    </message>
    <message>
        <source>This message is not on this computer yet</source>
        <translation>このメッセージの本文はまだこのコンピューターにありません</translation>
    </message>
    <message>
        <source>It is fetched as soon as the account is online again.</source>
        <translation>アカウントがオンラインになると取得します。</translation>
    </message>
    <message>
        <source>Fetching the message…</source>
        <translation>メッセージを取得しています…</translation>
    </message>
    <message>
        <source>More about this message</source>
        <translation>このメッセージのその他の操作</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Reading</source>
        <translation>メッセージの表示</translation>
    </message>
    <message>
        <source>Show &amp;messages as</source>
        <translation>メッセージの表示形式(&amp;M)</translation>
    </message>
    <message>
        <source>Junk is always shown as plain text. What you choose for a message is kept for its sender. No form fetches anything from outside.</source>
        <translation>迷惑メールは常にテキストで表示します。メッセージごとに選んだ形式は差出人ごとに記憶します。どの形式でも外部から何も取得しません。</translation>
    </message>
    <message>
        <source>&amp;Dark paper for HTML where the window is dark</source>
        <translation>ダーク表示のときは HTML も暗い背景にする(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Fold quotations at the end of a message</source>
        <translation>末尾の引用をたたむ(&amp;F)</translation>
    </message>
    <message>
        <source>Original: as the sender laid it out</source>
        <translation>オリジナル: 差出人のレイアウトどおり</translation>
    </message>
    <message>
        <source>Simple: text, links and pictures</source>
        <translation>シンプル: 文章、リンク、画像</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>Of &amp;senders that are unknown or odd</source>
        <translation>未知または不審な差出人のとき(&amp;S)</translation>
    </message>
    <message>
        <source>Show &amp;conversations: the other messages around the open one</source>
        <translation>スレッドを表示: 開いているメールの前後に他のメールを並べる(&amp;C)</translation>
    </message>
    <message>
        <source>The &amp;newest message of a conversation first</source>
        <translation>スレッドでは新しいメールを上に並べる(&amp;N)</translation>
    </message>
</context>
<context>
    <name>RecipientChip</name>
    <message>
        <source>“%1” is not a mail address. Double click to mend it.</source>
        <translation>「%1」はメールアドレスではありません。ダブルクリックで修正します。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>To: name of a recipient</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RelayChoice</name>
    <message>
        <source>Its own server</source>
        <translation>このアカウントのサーバー</translation>
    </message>
    <message>
        <source>The server of %1</source>
        <translation>%1 のサーバー</translation>
    </message>
</context>
<context>
    <name>RichTextEditor</name>
    <message>
        <source>Formatted text</source>
        <translation>書式付きテキスト</translation>
    </message>
</context>
<context>
    <name>RulesCommands</name>
    <message>
        <source>Fi&amp;lter messages like this…</source>
        <translation>このようなメッセージのフィルターを作成(&amp;L)…</translation>
    </message>
    <message>
        <source>The filter was saved.</source>
        <translation>フィルターを保存しました。</translation>
    </message>
    <message>
        <source>The filter is not there any more.</source>
        <translation>このフィルターはもうありません。</translation>
    </message>
</context>
<context>
    <name>ScriptDialog</name>
    <message>
        <source>Two Scripts</source>
        <translation>2 つのスクリプト</translation>
    </message>
    <message>
        <source>On the &amp;server: %1</source>
        <translation>サーバー側: %1(&amp;S)</translation>
    </message>
    <message>
        <source>Y&amp;ours</source>
        <translation>Tributary 側(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Keep theirs</source>
        <translation>サーバー側を残す(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Use ours</source>
        <translation>Tributary 側を使う(&amp;U)</translation>
    </message>
    <message>
        <source>Refused Script</source>
        <translation>拒否されたスクリプト</translation>
    </message>
    <message>
        <source>What the server refused, line %1</source>
        <translation>サーバーが拒否したスクリプト (%1 行目)</translation>
    </message>
    <message>
        <source>What the server refused</source>
        <translation>サーバーが拒否したスクリプト</translation>
    </message>
    <message>
        <source>The script on the server answers mail: where it is kept, your vacation reply is turned off, so that nobody gets two.</source>
        <translation>サーバーのスクリプトがメールに返信します。そのまま残す場合、返信が2通にならないように、不在通知はオフになります。</translation>
    </message>
</context>
<context>
    <name>SearchingPage</name>
    <message>
        <source>The provider&apos;s own web server, a directory of mail providers and the domain&apos;s name records are asked. They learn the part after the @ and nothing else. This takes ten seconds at most.</source>
        <translation>プロバイダー自身のウェブサーバー、メールプロバイダーの一覧、ドメインのネームレコードに問い合わせます。相手に伝わるのは @ の後の部分だけです。最長で 10 秒かかります。</translation>
    </message>
    <message>
        <source>Stop and fill in by hand</source>
        <translation>中止して自分で入力</translation>
    </message>
    <message>
        <source>Looking for the servers of %1…</source>
        <translation>%1 のサーバーを検索しています…</translation>
    </message>
    <message>
        <source>Found so far: %1 (%2)</source>
        <translation>見つかったもの: %1 (%2)</translation>
    </message>
    <message>
        <source>Stop and use what was found</source>
        <translation>中止して見つかったものを使う</translation>
    </message>
</context>
<context>
    <name>SendAsPage</name>
    <message>
        <source>Add address</source>
        <translation>アドレスを追加</translation>
    </message>
    <message>
        <source>Add an address that you can send mail as</source>
        <translation>送信に使えるアドレスを追加</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>アカウントはまだありません</translation>
    </message>
    <message>
        <source>The addresses of your accounts stand here.</source>
        <translation>アカウントのアドレスがここに表示されます。</translation>
    </message>
    <message>
        <source>Send mail as</source>
        <translation>送信アドレス</translation>
    </message>
    <message>
        <source>Remove Address</source>
        <translation>アドレスを削除</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 を削除しますか?</translation>
    </message>
    <message>
        <source>Its signature goes with it. Your mail stays as it is.</source>
        <translation>署名も一緒に削除されます。メールはそのまま残ります。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>This is the last address of %1: an account needs one to send as. Add another before you remove it.</source>
        <translation>%1 の最後のアドレスです。アカウントには送信用のアドレスが必要です。削除する前に別のアドレスを追加してください。</translation>
    </message>
</context>
<context>
    <name>ServerChoice</name>
    <message>
        <source>Servers &amp;found</source>
        <translation>見つかったサーバー(&amp;F)</translation>
    </message>
    <message>
        <source>IMAP</source>
        <translation>IMAP</translation>
    </message>
    <message>
        <source>POP3</source>
        <translation>POP3</translation>
    </message>
    <message>
        <source>&amp;Read with</source>
        <translation>受信方式(&amp;R)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>No servers are known. Your provider says which they are.</source>
        <translation>サーバーが見つかりませんでした。プロバイダーにお問い合わせください。</translation>
    </message>
    <message>
        <source>The provider&apos;s page about it: %1</source>
        <translation>プロバイダーの説明ページ: %1</translation>
    </message>
</context>
<context>
    <name>ServerFields</name>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>STARTTLS</source>
        <translation>STARTTLS</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>サーバー</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>暗号化</translation>
    </message>
    <message>
        <source>Only 465, 587 or 25</source>
        <translation>465、587、25 のみ</translation>
    </message>
    <message>
        <source>Only 993 or 143</source>
        <translation>993 または 143 のみ</translation>
    </message>
    <message>
        <source>Enter the server&apos;s name.</source>
        <translation>サーバー名を入力してください。</translation>
    </message>
    <message>
        <source>Enter a port.</source>
        <translation>ポートを入力してください。</translation>
    </message>
    <message>
        <source>Enter the user name.</source>
        <translation>ユーザー名を入力してください。</translation>
    </message>
    <message>
        <source>Only 995 or 110</source>
        <translation>995 または 110 のみ</translation>
    </message>
    <message>
        <source>Only 1 to 65535</source>
        <translation>1 から 65535 まで</translation>
    </message>
</context>
<context>
    <name>ServerSearchBar</name>
    <message>
        <source>There may be more on the server, such as older mail.</source>
        <translation>古いメールなど、サーバーにはまだあるかもしれません。</translation>
    </message>
    <message>
        <source>Search on the server</source>
        <translation>サーバーで検索</translation>
    </message>
    <message>
        <source>Searching on the server…</source>
        <translation>サーバーで検索しています…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Searching on the server: %1 of %2 mailboxes</source>
        <translation>サーバーで検索しています: メールボックス %1 / %2</translation>
    </message>
    <message>
        <source>The server could not be searched: %1</source>
        <translation>サーバーで検索できませんでした: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Not searched: %1.</source>
        <comment>mailboxes</comment>
        <translation>検索できなかったもの: %1。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between mailboxes</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) found on the server.</source>
        <translation>
            <numerusform>サーバーで %Ln 通見つかりました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing more was found on the server.</source>
        <translation>サーバーでほかに見つかったものはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more message(s) found on the server.</source>
        <translation>
            <numerusform>サーバーでさらに %Ln 通見つかりました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Older ones were left out: add a word to find them.</source>
        <translation>古いものは省かれています。言葉を足すと見つかります。</translation>
    </message>
    <message>
        <source> </source>
        <comment>between sentences</comment>
        <translation></translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>もう一度検索</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Settings pages</source>
        <translation>設定のページ</translation>
    </message>
    <message>
        <source>Mail accounts</source>
        <translation>メールアカウント</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>詳細設定</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>デスクトップに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ハイコントラスト</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>Allow non-standard ports for new accounts</source>
        <translation>新しいアカウントで標準以外のポートを許可</translation>
    </message>
    <message>
        <source>Mail servers use 993 or 143 for IMAP and 465, 587 or 25 for sending. Another port is often a typing mistake.</source>
        <translation>メールサーバーは IMAP に 993 または 143、送信に 465、587 または 25 を使います。それ以外は入力の誤りであることが多いです。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>メッセージの表示</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>ストレージ</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
</context>
<context>
    <name>SieveBanner</name>
    <message>
        <source>Your filters on the server were changed by another program. Nothing there is touched until you decide which are to count.</source>
        <translation>サーバーにあるフィルターが別のプログラムで変更されました。どちらを使うか決めるまで、サーバー側には手を加えません。</translation>
    </message>
    <message>
        <source>Another script, “%1”, is active on the server, and only one can be. It stays as it is until you decide.</source>
        <translation>サーバーでは別のスクリプト「%1」が有効になっています。有効にできるのは 1 つだけです。どうするか決めるまで、そのまま残します。</translation>
    </message>
    <message>
        <source>Another program has made the script “%1” active on the server in place of yours. It stays so until you decide.</source>
        <translation>別のプログラムが、あなたのフィルターの代わりにスクリプト「%1」をサーバーで有効にしました。どうするか決めるまで、そのままにします。</translation>
    </message>
    <message>
        <source>For filters this account&apos;s domain names a server of its own, %1. Your password has not been sent there: do you want to sign in?</source>
        <translation>このアカウントのドメインは、フィルター用に別のサーバー %1 を指定しています。パスワードはまだそこへ送っていません。サインインしますか?</translation>
    </message>
    <message>
        <source>There is no room left for your filters on the server. What was there before still counts; what is not there runs on this computer.</source>
        <translation>サーバーにフィルターを置く空きがありません。以前からサーバーにあるものは引き続き有効で、サーバーにないものはこのコンピューターで実行します。</translation>
    </message>
    <message>
        <source>The server refused your filters because of line %1. What was there before still counts; everything else runs on this computer.</source>
        <translation>サーバーが %1 行目を理由にフィルターを拒否しました。以前からサーバーにあるものは引き続き有効で、それ以外はこのコンピューターで実行します。</translation>
    </message>
    <message>
        <source>The server refused your filters. What was there before still counts; everything else runs on this computer.</source>
        <translation>サーバーがフィルターを拒否しました。以前からサーバーにあるものは引き続き有効で、それ以外はこのコンピューターで実行します。</translation>
    </message>
    <message>
        <source>Your filters could not be brought to the server: %1.</source>
        <translation>フィルターをサーバーに反映できませんでした: %1。</translation>
    </message>
    <message>
        <source>Another script, “%1”, runs on the server before your filters. It is left alone.</source>
        <translation>サーバーでは、あなたのフィルターより先に別のスクリプト「%1」が実行されます。これには手を加えません。</translation>
    </message>
    <message>
        <source>Sign in there</source>
        <translation>そこにサインイン</translation>
    </message>
    <message>
        <source>Keep everything on this computer</source>
        <translation>すべてこのコンピューターで実行</translation>
    </message>
    <message>
        <source>Show both…</source>
        <translation>両方を表示…</translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation>サーバー側を残す</translation>
    </message>
    <message>
        <source>The script on the server stays; your filters and your vacation reply work on this computer alone</source>
        <translation>サーバーのスクリプトはそのまま残り、フィルターと不在通知はこのコンピューターだけで動作します</translation>
    </message>
    <message>
        <source>Use ours</source>
        <translation>Tributary 側を使う</translation>
    </message>
    <message>
        <source>What was changed on the server is lost</source>
        <translation>サーバーで加えられた変更は失われます</translation>
    </message>
    <message>
        <source>The other script stays on the server, and is not active any more</source>
        <translation>別のスクリプトはサーバーに残りますが、有効ではなくなります</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度試す</translation>
    </message>
    <message>
        <source>Show the script…</source>
        <translation>スクリプトを表示…</translation>
    </message>
    <message>
        <source>Your changes are being brought to the server.</source>
        <translation>変更をサーバーに反映しています。</translation>
    </message>
    <message>
        <source>Your changes are not on the server yet: they are brought there by themselves as soon as it can be reached.</source>
        <translation>変更はまだサーバーに反映されていません。サーバーに接続できるようになると自動的に反映します。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>今すぐ試す</translation>
    </message>
    <message>
        <source>The script “%1” on the server runs yours as a part of itself, so yours cannot be taken away. Both stay as they are until you decide.</source>
        <translation>サーバーにあるスクリプト「%1」がこのアプリのスクリプトを呼び出しているため、取り除けません。どうするか決めるまで、どちらもそのままにします。</translation>
    </message>
    <message>
        <source>The script “%1” on the server answers mail, and so does your vacation reply: whoever writes may get two replies. Turn one of them off.</source>
        <translation>サーバーにあるスクリプト「%1」も不在通知もメールに返信します。差出人に2通の返信が届くことがあります。どちらかをオフにしてください。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two sentences</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in again</source>
        <translation>もう一度サインイン</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Authenticate</source>
        <translation>認証する</translation>
    </message>
    <message>
        <source>You sign in on your provider&apos;s own page in your browser. What you change here is kept once you are signed in.</source>
        <translation>サインインは、ブラウザーで開くプロバイダーのページで行います。ここでの変更は、サインインが済むと保存されます。</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>&amp;From address</source>
        <translation>差出人アドレス(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reply-to address</source>
        <translation>返信先アドレス(&amp;R)</translation>
    </message>
    <message>
        <source>Account &amp;name</source>
        <translation>アカウント名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Your name</source>
        <translation>名前(&amp;Y)</translation>
    </message>
    <message>
        <source>Mail since %1</source>
        <translation>%1 以降のメール</translation>
    </message>
    <message>
        <source>All mail</source>
        <translation>すべてのメール</translation>
    </message>
    <message>
        <source>Mail of the last month</source>
        <translation>過去 1 か月のメール</translation>
    </message>
    <message>
        <source>Mail of the last six months</source>
        <translation>過去 6 か月のメール</translation>
    </message>
    <message>
        <source>Mail of the last year</source>
        <translation>過去 1 年のメール</translation>
    </message>
    <message>
        <source>Mail of the last five years</source>
        <translation>過去 5 年のメール</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>ダウンロードする範囲(&amp;D)</translation>
    </message>
    <message>
        <source>Save a copy of sent mail</source>
        <translation>送信したメールのコピーを保存</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>メールアドレスの形式ではありません。</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>en</source>
        <comment>The language of the translation: en, ja ...</comment>
        <translation>ja</translation>
    </message>
    <message>
        <source>Go back to Tributary</source>
        <translation>Tributary に戻ってください</translation>
    </message>
    <message>
        <source>The sign-in page is done, and Tributary goes on with the mail servers. You can close this page.</source>
        <translation>サインインのページはここまでです。続きは Tributary がメールサーバーで行います。このページは閉じてかまいません。</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>サインインできませんでした</translation>
    </message>
    <message>
        <source>Go back to Tributary: it says why, and you can try again there.</source>
        <translation>Tributary に戻ると理由が表示され、もう一度試せます。</translation>
    </message>
</context>
<context>
    <name>SignaturePreview</name>
    <message>
        <source>What you write stands here.</source>
        <translation>ここに本文が入ります。</translation>
    </message>
    <message>
        <source>The message that you answer.</source>
        <translation>返信元のメッセージ。</translation>
    </message>
</context>
<context>
    <name>SignaturesPage</name>
    <message>
        <source>Mail &amp;from</source>
        <translation>差出人(&amp;F)</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>アカウントはまだありません</translation>
    </message>
    <message>
        <source>The signatures of your addresses stand here.</source>
        <translation>アドレスの署名がここに表示されます。</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>No signature</source>
        <translation>署名なし</translation>
    </message>
    <message>
        <source>&amp;Signature</source>
        <translation>署名(&amp;S)</translation>
    </message>
    <message>
        <source>Addresses of web pages and mail addresses become links. It is saved by itself.</source>
        <translation>Web ページやメールのアドレスはリンクになります。自動的に保存されます。</translation>
    </message>
    <message>
        <source>In answers, &amp;above the quotation</source>
        <translation>返信では引用の上に置く(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Use for all addresses of this account</source>
        <translation>このアカウントのすべてのアドレスに使う(&amp;U)</translation>
    </message>
    <message>
        <source>In an answer</source>
        <translation>返信での表示</translation>
    </message>
    <message>
        <source>%1 &lt;%2&gt;</source>
        <translation>%1 &lt;%2&gt;</translation>
    </message>
    <message>
        <source>Gives each address of %1 this signature</source>
        <translation>%1 のすべてのアドレスにこの署名を設定します</translation>
    </message>
    <message>
        <source>%1 has no other address</source>
        <translation>%1 に他のアドレスはありません</translation>
    </message>
    <message numerus="yes">
        <source>All %n address(es) of %1 have this signature now.</source>
        <translation>
            <numerusform>%1 の %n 個のアドレスすべてにこの署名を設定しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
</context>
<context>
    <name>SourceWindow</name>
    <message>
        <source>Source: %1</source>
        <translation>ソース: %1</translation>
    </message>
    <message>
        <source>Source of the message</source>
        <translation>メッセージのソース</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>検索(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Save in…</source>
        <translation>保存先を選んで保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>The first %1 of %2 are shown. Saving writes all of it.</source>
        <translation>%2 のうち最初の %1 を表示しています。保存すると全体が書き出されます。</translation>
    </message>
    <message>
        <source>Save the source in</source>
        <translation>ソースの保存先</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>保存しました: %1</translation>
    </message>
</context>
<context>
    <name>SpellHighlighter</name>
    <message>
        <source>Add “%1” to the dictionary</source>
        <translation>「%1」を辞書に追加</translation>
    </message>
    <message>
        <source>Ignore “%1”</source>
        <translation>「%1」を無視</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>候補はありません</translation>
    </message>
    <message>
        <source>Looking for suggestions…</source>
        <translation>候補を探しています…</translation>
    </message>
</context>
<context>
    <name>SpellMenu</name>
    <message>
        <source>Spelling</source>
        <translation>スペルチェック</translation>
    </message>
    <message>
        <source>No dictionaries are installed</source>
        <translation>辞書がインストールされていません</translation>
    </message>
    <message>
        <source>Do not check</source>
        <translation>チェックしない</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation>処理中</translation>
    </message>
</context>
<context>
    <name>StageList</name>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>stage: state</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>ストレージ</translation>
    </message>
    <message>
        <source>No mail on this computer yet</source>
        <translation>このコンピューターにはまだメールがありません</translation>
    </message>
    <message>
        <source>What your accounts take stands here as soon as mail has come.</source>
        <translation>メールが届くと、アカウントが使っている容量がここに表示されます。</translation>
    </message>
    <message>
        <source>&amp;Mail on this computer takes at most</source>
        <translation>このコンピューターのメールの上限(&amp;M)</translation>
    </message>
    <message>
        <source>Beyond that, texts and attachments of the oldest mail leave this computer, where the server has them: they come again when you open them, and are found by searching all the same. Drafts, POP3 mail and what only exists here stay.</source>
        <translation>これを超えると、最も古いメールの本文と添付ファイルは、サーバーにあるものに限り、このコンピューターから消えます。開くとまた取得され、検索でも見つかります。下書き、POP3 のメール、ここにしかないものは残ります。</translation>
    </message>
    <message>
        <source>Space on the servers</source>
        <translation>サーバーの容量</translation>
    </message>
    <message>
        <source>Picture of the mailboxes by size; the list below says the same</source>
        <translation>メールボックスを大きさで表した図。下の一覧も同じ内容です</translation>
    </message>
    <message>
        <source>Mailboxes by size</source>
        <translation>大きさ順のメールボックス</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>bytes</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 on this computer</source>
        <comment>bytes</comment>
        <translation>このコンピューターに %1</translation>
    </message>
    <message>
        <source>%1 can be fetched again</source>
        <comment>bytes</comment>
        <translation>%1 は再び取得できます</translation>
    </message>
    <message>
        <source>%1 are headers, the search index and drafts. %2 of the file are free, and are used for what comes next.</source>
        <comment>bytes</comment>
        <translation>%1 はヘッダー、検索の索引、下書きです。ファイルのうち %2 は空いており、次に使われます。</translation>
    </message>
    <message numerus="yes">
        <source>The texts of %Ln message(s) left this computer: %1. They come again when you open them.</source>
        <translation>
            <numerusform>%Ln 通のメッセージの本文をこのコンピューターから消しました（%1）。開くとまた取得されます。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is still more than you chose: what is left only exists here, was read today, or is what searching needs.</source>
        <translation>まだ選んだ上限を超えています。残っているのは、ここにしかないもの、今日読んだもの、検索に必要なものです。</translation>
    </message>
</context>
<context>
    <name>StorageRows</name>
    <message>
        <source>Put aside for undo</source>
        <translation>元に戻せるように取り置いたもの</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>ほか %Ln 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StorageText</name>
    <message>
        <source>%1 of %2 on the server</source>
        <comment>bytes</comment>
        <translation>サーバーに %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 messages on the server</source>
        <translation>サーバーにメッセージ %1 / %2 通</translation>
    </message>
    <message>
        <source>%1 on the server, no limit known</source>
        <comment>bytes</comment>
        <translation>サーバーに %1（上限は不明）</translation>
    </message>
    <message>
        <source>The server names no limit</source>
        <translation>サーバーは上限を示していません</translation>
    </message>
    <message>
        <source>POP3 servers do not tell how much space there is</source>
        <translation>POP3 サーバーは容量を知らせません</translation>
    </message>
    <message>
        <source>The server has not told how much space there is</source>
        <translation>サーバーは容量を知らせていません</translation>
    </message>
    <message>
        <source>%1 (asked %2)</source>
        <comment>3 GB of 15 GB on the server (asked 10:42)</comment>
        <translation>%1（%2 に確認）</translation>
    </message>
</context>
<context>
    <name>SyncEventModel</name>
    <message>
        <source>(the account)</source>
        <translation>（アカウント全体）</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) refused</source>
        <translation>
            <numerusform>%Ln 件の変更が拒否されました</numerusform>
        </translation>
    </message>
    <message>
        <source>The server said: “%1”</source>
        <translation>サーバーからの応答:「%1」</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>アカウント</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受信量</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>往復</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ミリ秒</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
</context>
<context>
    <name>SyncPane</name>
    <message>
        <source>Resume syncing %1</source>
        <translation>%1 の同期を再開</translation>
    </message>
    <message>
        <source>Pause syncing %1</source>
        <translation>%1 の同期を一時停止</translation>
    </message>
    <message>
        <source>Opens the sync activity</source>
        <translation>同期の状況を開きます</translation>
    </message>
</context>
<context>
    <name>SyncStatus</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>looking for mailboxes</source>
        <translation>メールボックスを確認中</translation>
    </message>
    <message>
        <source>headers %1</source>
        <comment>12,400 of 100,000</comment>
        <translation>ヘッダー %1</translation>
    </message>
    <message>
        <source>looking for new mail</source>
        <translation>新着メールを確認中</translation>
    </message>
    <message>
        <source>mail %1</source>
        <comment>41 %, or 12 of 30</comment>
        <translation>本文 %1</translation>
    </message>
    <message>
        <source>attachments %1</source>
        <comment>41 %, or 12 of 30</comment>
        <translation>添付ファイル %1</translation>
    </message>
    <message>
        <source>sending your changes</source>
        <translation>変更を送信中</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>1 分未満</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n 時間</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 日</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>1.2 MB/s</comment>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>残り約 %1</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>%1, next try in %2</source>
        <translation>%1、%2後に再試行</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) waiting for the server</source>
        <translation>
            <numerusform>サーバー待ちの変更 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>接続中</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>最新の状態</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account: what it does</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no network</source>
        <translation>ネットワークなし</translation>
    </message>
    <message>
        <source>the network wants you to sign in first</source>
        <translation>先にネットワークへのサインインが必要です</translation>
    </message>
    <message>
        <source>lists up to date; messages are fetched when opened (metered line)</source>
        <translation>一覧は最新、本文は開いたときに取得 (従量制の回線)</translation>
    </message>
    <message>
        <source>No network. Mail goes on by itself when it is there again.</source>
        <translation>ネットワークに接続していません。接続が戻ると自動的に再開します。</translation>
    </message>
    <message>
        <source>The network wants you to sign in first. Open a web browser and sign in there; mail then goes on by itself.</source>
        <translation>先にネットワークへのサインインが必要です。ウェブブラウザーを開いてサインインしてください。その後、自動的に再開します。</translation>
    </message>
    <message>
        <source>This line is metered: new mail is listed, and a message is fetched when you open it.</source>
        <translation>従量制の回線です。新着メールは一覧に表示され、本文は開いたときに取得されます。</translation>
    </message>
    <message>
        <source>This line is metered.</source>
        <translation>従量制の回線です。</translation>
    </message>
</context>
<context>
    <name>TemplatesDialog</name>
    <message>
        <source>Templates</source>
        <translation>テンプレート</translation>
    </message>
    <message>
        <source>There are no templates yet</source>
        <translation>テンプレートはまだありません</translation>
    </message>
    <message>
        <source>Write one here, or keep a message as a template while you write it: More, Keep as a template.</source>
        <translation>ここで作成するか、メッセージの作成中に「その他」の「テンプレートとして保存」を選んでください。</translation>
    </message>
    <message>
        <source>&amp;Write with it</source>
        <translation>このテンプレートで作成(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;New template</source>
        <translation>新しいテンプレート(&amp;N)</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(件名なし)</translation>
    </message>
</context>
<context>
    <name>TestDialog</name>
    <message>
        <source>Test connection</source>
        <translation>接続をテスト</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度サインイン</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>もう一度テスト</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>TextColors</name>
    <message>
        <source>Red</source>
        <translation>赤</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙</translation>
    </message>
    <message>
        <source>Ochre</source>
        <translation>黄土</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Turquoise</source>
        <translation>青緑</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this notice</source>
        <translation>この通知を閉じる</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>TransferCommands</name>
    <message>
        <source>&amp;Import accounts…</source>
        <translation>アカウントをインポート(&amp;I)…</translation>
    </message>
    <message>
        <source>Import &amp;mail…</source>
        <translation>メールをインポート(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>エクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Back up…</source>
        <translation>バックアップ(&amp;B)…</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Left out:</source>
        <translation>除いたもの：</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>除いたものとその理由</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選ぶ…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>選ぶ：%1</translation>
    </message>
</context>
<context>
    <name>TransferText</name>
    <message>
        <source>these folders lie on this computer alone and are no account. Their mail can be imported as mbox files</source>
        <translation>これらのフォルダーはこのコンピューターだけにあり、アカウントではありません。メールは mbox ファイルとしてインポートできます</translation>
    </message>
    <message>
        <source>Tributary has no accounts of the kind “%1”</source>
        <translation>Tributary に「%1」という種類のアカウントはありません</translation>
    </message>
    <message>
        <source>it could not be read</source>
        <translation>読めませんでした</translation>
    </message>
    <message>
        <source>there is an account of this address already</source>
        <translation>このアドレスのアカウントはすでにあります</translation>
    </message>
    <message>
        <source>your organisation does not allow it (%1)</source>
        <translation>組織が許可していません（%1）</translation>
    </message>
    <message>
        <source>its settings cannot be used (%1)</source>
        <translation>設定が使えません（%1）</translation>
    </message>
    <message>
        <source>it sends through %1, which was not imported</source>
        <translation>%1 を通して送信しますが、それはインポートされませんでした</translation>
    </message>
</context>
<context>
    <name>TrialPane</name>
    <message>
        <source>S&amp;top</source>
        <translation>中止(&amp;T)</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>メールボックス</translation>
    </message>
    <message>
        <source>Progress of the trial</source>
        <translation>試行の進み具合</translation>
    </message>
    <message>
        <source>Messages that the filter would have taken</source>
        <translation>フィルターに該当するメッセージ</translation>
    </message>
    <message>
        <source>Stop looking through the messages</source>
        <translation>メッセージの確認を中止します</translation>
    </message>
    <message>
        <source>Try it on</source>
        <translation>試す対象</translation>
    </message>
    <message>
        <source>Which messages on this computer it is tried on. Trash, Junk, Drafts and Sent are left out.</source>
        <translation>このコンピューターにあるどのメッセージで試すかを選びます。ごみ箱、迷惑メール、下書き、送信済みは除きます。</translation>
    </message>
    <message>
        <source>Mail of this account</source>
        <translation>このアカウントのメール</translation>
    </message>
    <message>
        <source>Mail of all accounts</source>
        <translation>すべてのアカウントのメール</translation>
    </message>
    <message>
        <source>%1 (stopped)</source>
        <comment>what was found, then that it was stopped</comment>
        <translation>%1 (中止しました)</translation>
    </message>
    <message>
        <source>%1 so far, %2 of %3 messages looked at</source>
        <comment>messages that a filter takes</comment>
        <translation>現在 %1 通が該当、%3 通中 %2 通を確認済み</translation>
    </message>
    <message>
        <source>Would have taken %1 of %2 messages</source>
        <translation>%2 通中 %1 通が該当</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an account and its mailbox</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The messages that it would have taken appear here once its conditions are complete.</source>
        <translation>条件がそろうと、該当するメッセージがここに表示されます。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) could not be judged: the text is not on this computer.</source>
        <translation>
            <numerusform>%Ln 通は本文がこのコンピューターにないため、判定できません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VacationBanner</name>
    <message>
        <source>Turn off</source>
        <translation>オフにする</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Turn all off</source>
        <translation>すべてオフにする</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編集…</translation>
    </message>
</context>
<context>
    <name>VacationForm</name>
    <message>
        <source>When</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>返信する相手</translation>
    </message>
    <message>
        <source>“Auto:” and the subject that is answered</source>
        <translation>「Auto:」と元のメールの件名</translation>
    </message>
    <message>
        <source>Sub&amp;ject</source>
        <translation>件名(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Text of the reply</source>
        <translation>不在通知の本文(&amp;T)</translation>
    </message>
    <message>
        <source>Text for people of your own domain</source>
        <translation>自分のドメインの相手向けの本文</translation>
    </message>
    <message>
        <source>Everybody who writes to me</source>
        <translation>メールをくれたすべての人</translation>
    </message>
    <message>
        <source>Only people that I have written to before</source>
        <translation>以前にメールを送ったことのある人だけ</translation>
    </message>
    <message>
        <source>Only people that I have not written to before</source>
        <translation>以前にメールを送ったことのない人だけ</translation>
    </message>
    <message>
        <source>&amp;Who gets a reply</source>
        <translation>返信する相手(&amp;W)</translation>
    </message>
    <message>
        <source>Mailing lists, programs, bounces, junk, and mail that is not addressed to you are never answered.</source>
        <translation>メーリングリスト、プログラム、配達不能の通知、迷惑メール、自分宛てでないメールには返信しません。</translation>
    </message>
    <message>
        <source>name@example.com, @example.org</source>
        <translation>name@example.com, @example.org</translation>
    </message>
    <message>
        <source>&amp;Never to these</source>
        <translation>返信しない相手(&amp;N)</translation>
    </message>
    <message>
        <source>Addresses, or whole domains such as @example.org, with commas between.</source>
        <translation>アドレス、または @example.org のようなドメイン全体を、コンマで区切って入力します。</translation>
    </message>
    <message>
        <source>Each sender gets it again only after at &amp;least</source>
        <translation>同じ差出人に再び返信するまでの最短日数(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Another text for people of my own domain</source>
        <translation>自分のドメインの相手には別の本文を使う(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Another text for people at %1</source>
        <translation>%1 の相手には別の本文を使う(&amp;A)</translation>
    </message>
    <message numerus="yes">
        <source> day(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform> 日</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VacationPage</name>
    <message>
        <source>No account yet</source>
        <translation>アカウントがまだありません</translation>
    </message>
    <message>
        <source>The vacation replies of your accounts stand here.</source>
        <translation>アカウントの不在通知がここに表示されます。</translation>
    </message>
    <message>
        <source>Vacation reply</source>
        <translation>不在通知</translation>
    </message>
    <message>
        <source>For mail &amp;of</source>
        <translation>対象のアカウント(&amp;O)</translation>
    </message>
    <message>
        <source>Answer &amp;mail while I am away</source>
        <translation>不在の間、メールに自動で返信する(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Discard changes</source>
        <translation>変更を破棄(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
</context>
<context>
    <name>VacationPreviewPane</name>
    <message>
        <source>Reply</source>
        <translation>不在通知</translation>
    </message>
    <message>
        <source>The last messages, and whether each would have got the reply</source>
        <translation>最近のメッセージと、それぞれに不在通知が送られるかどうか</translation>
    </message>
    <message>
        <source>Would get the text for your own domain</source>
        <translation>自分のドメイン向けの本文で送られます</translation>
    </message>
    <message>
        <source>No message has come yet on which it could be tried.</source>
        <translation>試せるメッセージがまだ届いていません。</translation>
    </message>
    <message>
        <source>Would have answered %1 of the last %2 messages</source>
        <translation>直近の %2 通のうち %1 通に返信します</translation>
    </message>
</context>
<context>
    <name>VacationText</name>
    <message>
        <source>It has switched itself off (%1): more than fifty replies within an hour are hardly meant.</source>
        <translation>1 時間の返信が 50 通を超えたため、自動的にオフになりました (%1)。</translation>
    </message>
    <message>
        <source>Would get the reply</source>
        <translation>送られます</translation>
    </message>
    <message>
        <source>The reply is turned off</source>
        <translation>不在通知がオフです</translation>
    </message>
    <message>
        <source>Its header is not on this computer</source>
        <translation>ヘッダーがこのコンピューターにありません</translation>
    </message>
    <message>
        <source>It lies in Junk or Trash</source>
        <translation>迷惑メールまたはごみ箱にあります</translation>
    </message>
    <message>
        <source>It names nobody who could be answered</source>
        <translation>返信できる相手が示されていません</translation>
    </message>
    <message>
        <source>A report about undelivered mail</source>
        <translation>配達不能の通知です</translation>
    </message>
    <message>
        <source>From a mailing list, or sent to many</source>
        <translation>メーリングリスト、または多数に送られたメールです</translation>
    </message>
    <message>
        <source>Sent by a program</source>
        <translation>プログラムが送信したメールです</translation>
    </message>
    <message>
        <source>Its sender asks for no automatic replies</source>
        <translation>差出人が自動返信を望んでいません</translation>
    </message>
    <message>
        <source>From an address that nobody reads</source>
        <translation>読む人のいないアドレスからのメールです</translation>
    </message>
    <message>
        <source>From yourself</source>
        <translation>自分からのメールです</translation>
    </message>
    <message>
        <source>Not addressed to you</source>
        <translation>自分宛てではありません</translation>
    </message>
    <message>
        <source>One of those who never get it</source>
        <translation>返信しない相手です</translation>
    </message>
    <message>
        <source>It came a day ago or more</source>
        <translation>届いてから 1 日以上たっています</translation>
    </message>
    <message>
        <source>It came before the beginning</source>
        <translation>開始日時より前に届きました</translation>
    </message>
    <message>
        <source>It came after the end</source>
        <translation>終了日時より後に届きました</translation>
    </message>
    <message>
        <source>Not on that day of the week</source>
        <translation>対象の曜日ではありません</translation>
    </message>
    <message>
        <source>Not at that hour</source>
        <translation>対象の時間帯ではありません</translation>
    </message>
    <message>
        <source>Not one of those who get it</source>
        <translation>返信の対象となる相手ではありません</translation>
    </message>
    <message>
        <source>Has got it already</source>
        <translation>すでに送られています</translation>
    </message>
    <message>
        <source>Too many replies within an hour</source>
        <translation>1 時間の返信が多すぎます</translation>
    </message>
    <message>
        <source>Write what the reply says.</source>
        <translation>不在通知の本文を入力してください。</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>本文が長すぎます。</translation>
    </message>
    <message>
        <source>The subject is too long.</source>
        <translation>件名が長すぎます。</translation>
    </message>
    <message>
        <source>There is a character in it that cannot be shown.</source>
        <translation>表示できない文字が含まれています。</translation>
    </message>
    <message>
        <source>It would end before it begins.</source>
        <translation>終了が開始より前になっています。</translation>
    </message>
    <message>
        <source>This time zone is not known here.</source>
        <translation>不明なタイムゾーンです。</translation>
    </message>
    <message>
        <source>Choose at least one day of the week.</source>
        <translation>曜日を 1 つ以上選んでください。</translation>
    </message>
    <message>
        <source>Both hours are needed.</source>
        <translation>開始と終了の両方の時刻が必要です。</translation>
    </message>
    <message>
        <source>From 1 to 365 days.</source>
        <translation>1 日から 365 日までです。</translation>
    </message>
    <message>
        <source>“%1” is neither an address nor a domain such as @example.org.</source>
        <translation>「%1」はアドレスでも、@example.org のようなドメインでもありません。</translation>
    </message>
    <message>
        <source>The account has no outgoing server.</source>
        <translation>このアカウントには送信サーバーがありません。</translation>
    </message>
    <message>
        <source>The server does not tell whom it has answered.</source>
        <translation>サーバーは、返信した相手を知らせません。</translation>
    </message>
    <message>
        <source>Nobody has been answered yet.</source>
        <translation>まだ誰にも返信していません。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reply(s) sent</source>
        <translation>
            <numerusform>%Ln 通返信しました</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 since %2.</source>
        <comment>how many replies, since when</comment>
        <translation>%2 から %1。</translation>
    </message>
    <message>
        <source>Vacation reply is on for %1</source>
        <translation>%1 の不在通知がオンになっています</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the names of accounts</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Vacation reply is on for %1 until %2</source>
        <translation>%1 の不在通知が %2 までオンになっています</translation>
    </message>
    <message>
        <source>It has switched itself off (%1): its last day is over.</source>
        <translation>終了日を過ぎたため、自動的にオフになりました (%1)。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a whole sentence: how many replies</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>Vacation reply for %1 is turned off here; the server still answers until it is reached</source>
        <translation>%1の不在通知はここではオフですが、接続できるまでサーバーが返信を続けます</translation>
    </message>
    <message>
        <source>Vacation reply is on for %1; the server may still answer with the text it had before</source>
        <translation>%1の不在通知はオンです。サーバーは変更前の本文で返信を続けることがあります</translation>
    </message>
</context>
<context>
    <name>VacationWhen</name>
    <message>
        <source>&amp;From</source>
        <translation>開始(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>終了(&amp;U)</translation>
    </message>
    <message>
        <source>Only between these &amp;hours</source>
        <translation>次の時間帯だけ(&amp;H)</translation>
    </message>
    <message>
        <source>It begins</source>
        <translation>開始日時</translation>
    </message>
    <message>
        <source>It ends</source>
        <translation>終了日時</translation>
    </message>
    <message>
        <source>Off: it works as soon as it is turned on</source>
        <translation>指定しない場合、オンにするとすぐに有効になります</translation>
    </message>
    <message>
        <source>Off: it works until it is turned off</source>
        <translation>指定しない場合、オフにするまで有効です</translation>
    </message>
    <message>
        <source>Time zone of these times</source>
        <translation>これらの日時のタイムゾーン</translation>
    </message>
    <message>
        <source>Time zone of this computer (%1)</source>
        <translation>このコンピューターのタイムゾーン (%1)</translation>
    </message>
    <message>
        <source>On these days</source>
        <translation>曜日</translation>
    </message>
    <message>
        <source>Of each day; where the second is the earlier one, over midnight</source>
        <translation>毎日の時間帯です。終了が開始より早い場合は、翌日にまたがります</translation>
    </message>
    <message>
        <source>First hour of the day</source>
        <translation>時間帯の開始</translation>
    </message>
    <message>
        <source>Last hour of the day</source>
        <translation>時間帯の終了</translation>
    </message>
</context>
<context>
    <name>VerificationText</name>
    <message numerus="yes">
        <source>The code is good for another %n minute(s)</source>
        <translation>
            <numerusform>コードの有効期間はあと %n 分です</numerusform>
        </translation>
    </message>
    <message>
        <source>Good for another %1</source>
        <translation>残り時間 %1</translation>
    </message>
    <message>
        <source>Answers to your mail from %1 are to come to this address. A code that is mailed to it shows that it is yours.</source>
        <translation>%1 から送るメールの返信先になるアドレスです。このアドレスに送るコードで、ご自分のものであることを確認します。</translation>
    </message>
    <message>
        <source>This address sends through another account&apos;s server. A code that is mailed to it shows that it is yours.</source>
        <translation>このアドレスは別のアカウントのサーバーから送信します。このアドレスに送るコードで、ご自分のものであることを確認します。</translation>
    </message>
    <message>
        <source>The mail to %1 waits to leave through %2: %3.</source>
        <translation>%1 宛てのメールは、%2 からの送信を待っています: %3。</translation>
    </message>
    <message>
        <source>The mail to %1 is leaving through %2.</source>
        <translation>%1 宛てのメールを、%2 から送信しています。</translation>
    </message>
    <message>
        <source>A mail with the code was sent to %1 through %2.</source>
        <translation>コードを記載したメールを、%2 から %1 に送りました。</translation>
    </message>
    <message>
        <source>The mail to %1 did not arrive. Check the address, or send another code.</source>
        <translation>%1 宛てのメールは届きませんでした。アドレスを確かめるか、別のコードを送ってください。</translation>
    </message>
    <message>
        <source>The mail to %1 did not arrive: %2. Check the address, or send another code.</source>
        <translation>%1 宛てのメールは届きませんでした: %2。アドレスを確かめるか、別のコードを送ってください。</translation>
    </message>
    <message>
        <source>Verified. From now on mail can be sent with %1 as its reply-to address.</source>
        <translation>確認しました。これからは %1 を返信先にして送信できます。</translation>
    </message>
    <message>
        <source>Verified. From now on mail can be sent as %1.</source>
        <translation>確認しました。これからは %1 から送信できます。</translation>
    </message>
    <message>
        <source>The code that was sent has expired. Send another one.</source>
        <translation>送られたコードは有効期限が切れました。別のコードを送ってください。</translation>
    </message>
    <message>
        <source>Too many wrong codes were typed, so that the one that was sent is void. Send another one.</source>
        <translation>間違ったコードが何度も入力されたため、送られたコードは無効になりました。別のコードを送ってください。</translation>
    </message>
    <message>
        <source>No code is good now. Send one, and type that.</source>
        <translation>今有効なコードはありません。コードを送り、それを入力してください。</translation>
    </message>
    <message numerus="yes">
        <source>Good for %n minute(s) from when the mail has left</source>
        <translation>
            <numerusform>メールが送信されてから %n 分間有効です</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n try(s) left</source>
        <translation>
            <numerusform>あと %n 回入力できます</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Send code</source>
        <translation>コードを送る(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Send again</source>
        <translation>もう一度送る(&amp;S)</translation>
    </message>
    <message>
        <source>Send code in %1</source>
        <translation>%1 後に送れます</translation>
    </message>
    <message>
        <source>Send again in %1</source>
        <translation>%1 後に再送できます</translation>
    </message>
    <message>
        <source>Send code after %1</source>
        <translation>%1 以降に送れます</translation>
    </message>
    <message>
        <source>Send again after %1</source>
        <translation>%1 以降に再送できます</translation>
    </message>
    <message>
        <source>Possible from %1 on</source>
        <translation>%1 以降に使えます</translation>
    </message>
    <message>
        <source>Enough codes were mailed to this address for now. Use the newest of them, or wait.</source>
        <translation>このアドレスには、すでに何通かコードを送りました。いちばん新しいコードを使うか、しばらくお待ちください。</translation>
    </message>
    <message>
        <source>The account has no outgoing server, so that no code can be mailed. Add one to it first.</source>
        <translation>このアカウントには送信サーバーがないため、コードを送れません。先に送信サーバーを設定してください。</translation>
    </message>
    <message>
        <source>None of your addresses needs this code any more.</source>
        <translation>このコードが必要なアドレスはもうありません。</translation>
    </message>
    <message>
        <source>No code is on its way to %1. Send one, and type it here.</source>
        <translation>%1 宛ての有効なコードはありません。コードを送り、ここに入力してください。</translation>
    </message>
    <message>
        <source>This is not the code. Compare it with the newest mail.</source>
        <translation>コードが違います。いちばん新しいメールと見比べてください。</translation>
    </message>
    <message>
        <source>Enough codes were mailed to %1 for now. Another one can be sent after %2.</source>
        <translation>%1 にはすでに十分な数のコードを送りました。%2 以降にもう一度送れます。</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>Verify Address</source>
        <translation>アドレスの確認</translation>
    </message>
</context>
<context>
    <name>VerifyForm</name>
    <message>
        <source>The code has come to one of your mailboxes.</source>
        <translation>コードがメールボックスに届きました。</translation>
    </message>
    <message>
        <source>&amp;Fill in</source>
        <translation>入力する(&amp;F)</translation>
    </message>
    <message>
        <source>Fill in the code that has come</source>
        <translation>届いたコードを入力</translation>
    </message>
    <message>
        <source>Six-digit code</source>
        <translation>6 桁のコード</translation>
    </message>
    <message>
        <source>C&amp;ode</source>
        <translation>コード(&amp;O)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>確認する(&amp;V)</translation>
    </message>
    <message>
        <source>Send a code</source>
        <translation>コードを送る</translation>
    </message>
    <message>
        <source>Send another code</source>
        <translation>別のコードを送る</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Type the code from the mail.</source>
        <translation>メールに書かれたコードを入力してください。</translation>
    </message>
    <message>
        <source>The code is six digits.</source>
        <translation>コードは 6 桁の数字です。</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Open again</source>
        <translation>もう一度開く</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>リンクをコピー</translation>
    </message>
    <message>
        <source>Sign in on another device</source>
        <translation>別の端末でサインイン</translation>
    </message>
    <message>
        <source>Opening the sign-in page of %1…</source>
        <translation>%1 のサインインページを開いています…</translation>
    </message>
    <message>
        <source>Sign in there and allow Tributary to read and send your mail. Your password stays with %1: Tributary never sees it.</source>
        <translation>そのページでサインインし、Tributary によるメールの読み取りと送信を許可してください。パスワードは %1 だけが扱い、Tributary には渡りません。</translation>
    </message>
    <message>
        <source>Waiting for you to sign in at %1 in your browser</source>
        <translation>ブラウザーで %1 にサインインするのを待っています</translation>
    </message>
    <message>
        <source>No browser could be opened. Copy the link and open it in one on this computer.</source>
        <translation>ブラウザーを開けませんでした。リンクをコピーして、このコンピューターのブラウザーで開いてください。</translation>
    </message>
    <message>
        <source>On any device, open %1 and enter this code</source>
        <translation>どの端末でもよいので %1 を開き、次のコードを入力してください</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>コード: %1</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>サインインできませんでした</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>数分たってから、もう一度試してください。</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>what is wrong; what to do</comment>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>WritingCommands</name>
    <message>
        <source>&amp;Write a message</source>
        <translation>メッセージを作成(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Reply</source>
        <translation>返信(&amp;R)</translation>
    </message>
    <message>
        <source>Reply to &amp;all</source>
        <translation>全員に返信(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>転送(&amp;F)</translation>
    </message>
    <message>
        <source>Edit as &amp;new message</source>
        <translation>新しいメッセージとして編集(&amp;N)</translation>
    </message>
    <message>
        <source>Edit the &amp;draft</source>
        <translation>下書きを編集(&amp;D)</translation>
    </message>
    <message>
        <source>New from &amp;template…</source>
        <translation>テンプレートから作成(&amp;T)…</translation>
    </message>
</context>
<context>
    <name>WritingPage</name>
    <message>
        <source>Writing</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>Before a message is sent</source>
        <translation>送信する前に</translation>
    </message>
    <message>
        <source>Warn when a file is &amp;mentioned but nothing is attached</source>
        <translation>本文でファイルに触れているのに添付がない場合に知らせる(&amp;M)</translation>
    </message>
    <message>
        <source>Warn when the &amp;subject is empty</source>
        <translation>件名が空の場合に知らせる(&amp;S)</translation>
    </message>
    <message>
        <source>Rich text: fonts, lists, links and pictures</source>
        <translation>リッチテキスト: 書式、リスト、リンク、画像</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>テキスト形式</translation>
    </message>
    <message>
        <source>Write &amp;new messages as</source>
        <translation>新しいメッセージの形式(&amp;N)</translation>
    </message>
    <message>
        <source>A message can be changed from one to the other while it is written.</source>
        <translation>作成中に形式を切り替えることもできます。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>取り消さない</translation>
    </message>
    <message>
        <source>A message can be &amp;taken back after Send for</source>
        <translation>送信を取り消せる時間(&amp;T)</translation>
    </message>
    <message>
        <source>It waits that long before it leaves.</source>
        <translation>この時間だけ待ってから送信されます。</translation>
    </message>
    <message>
        <source>Ask when somebody is usually written to from &amp;another address</source>
        <translation>いつもと違うアドレスから送信するときに確認する(&amp;A)</translation>
    </message>
</context>
</TS>
